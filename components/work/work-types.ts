import {
  Book,
  BookOpenText,
  CodeXml,
  Database,
  FileChartColumn,
  FileText,
  Globe,
  GraduationCap,
  type LucideIcon,
  Newspaper,
  NotebookPen,
  Presentation,
  Shapes,
  SquarePlay,
} from 'lucide-react'
import type { WorkType } from '../../lib/schema/work.ts'
import type { MessageKey } from '../../lib/words/messages.ts'

interface TypeLook {
  icon: LucideIcon
  word: MessageKey & `type${string}`
}

/** How each type of work is told: an icon and a word, in the order of the menu. */
export const typeLooks: Record<WorkType, TypeLook> = {
  paper: { icon: FileText, word: 'typePaper' },
  article: { icon: Newspaper, word: 'typeArticle' },
  book: { icon: Book, word: 'typeBook' },
  textbook: { icon: BookOpenText, word: 'typeTextbook' },
  thesis: { icon: GraduationCap, word: 'typeThesis' },
  report: { icon: FileChartColumn, word: 'typeReport' },
  dataset: { icon: Database, word: 'typeDataset' },
  software: { icon: CodeXml, word: 'typeSoftware' },
  slides: { icon: Presentation, word: 'typeSlides' },
  notes: { icon: NotebookPen, word: 'typeNotes' },
  video: { icon: SquarePlay, word: 'typeVideo' },
  webpage: { icon: Globe, word: 'typeWebpage' },
  other: { icon: Shapes, word: 'typeOther' },
}
