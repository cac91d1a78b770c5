import { isbn13Of } from '../../cite/isbn.ts'
import type { CslType } from '../../schema/csl-type.ts'
import type { Sureness } from '../finding.ts'
import { type Node, textsOf } from './node.ts'

/** What a schema.org type is in CSL's words, and how much to trust what such a node says. */
export interface Kind {
  /** Missing where the node is a work of a kind that it does not say. */
  type?: CslType
  sure: Sureness
}

/** The types of schema.org by what they are and how sure, as `Name Name …`. */
const KINDS: [CslType, Sureness, string][] = [
  ['article-journal', 84, 'ScholarlyArticle MedicalScholarlyArticle AcademicArticle'],
  ['thesis', 86, 'Thesis'],
  ['dataset', 86, 'Dataset'],
  ['dataset', 80, 'DataFeed SpreadsheetDigitalDocument'],
  ['chapter', 84, 'Chapter'],
  ['book', 82, 'Book'],
  ['book', 80, 'Audiobook ComicStory'],
  ['report', 80, 'Report'],
  ['speech', 80, 'PresentationDigitalDocument'],
  ['software', 82, 'SoftwareSourceCode'],
  ['software', 70, 'SoftwareApplication WebApplication MobileApplication VideoGame'],
  ['manuscript', 80, 'Manuscript'],
  ['map', 80, 'Map'],
  ['legislation', 82, 'Legislation LegislationObject'],
  ['musical_score', 80, 'SheetMusic'],
  ['entry-dictionary', 66, 'DefinedTerm'],
  ['graphic', 66, 'VisualArtwork Painting Photograph Drawing'],
  ['personal_communication', 66, 'Message EmailMessage'],
  [
    'article-newspaper',
    68,
    'NewsArticle ReportageNewsArticle AnalysisNewsArticle OpinionNewsArticle BackgroundNewsArticle ReviewNewsArticle AskPublicNewsArticle',
  ],
  ['article-newspaper', 66, 'LiveBlogPosting'],
  ['post-weblog', 68, 'BlogPosting'],
  ['post', 68, 'DiscussionForumPosting Question'],
  ['post', 66, 'SocialMediaPosting'],
  ['post', 56, 'QAPage'],
  ['webpage', 60, 'TechArticle APIReference HowTo'],
  ['article-newspaper', 58, 'Article SatiricalArticle AdvertiserContentArticle'],
  ['motion_picture', 74, 'Movie'],
  ['motion_picture', 64, 'VideoObject'],
  ['motion_picture', 60, 'Clip'],
  ['broadcast', 74, 'TVEpisode PodcastEpisode RadioEpisode Episode'],
  ['song', 70, 'MusicRecording'],
  ['song', 56, 'AudioObject'],
]
const BY_NAME = new Map(
  KINDS.flatMap(([type, sure, names]) => names.split(' ').map((name) => [name, { type, sure }])),
)

/** A page as such: what it says of itself is said of whatever it shows. */
const PAGE = /^(?:Web|About|Item)Page$/

/** The surest kind that a node's types name, or undefined where it is no work. Goods with an ISBN are books. */
export function kindOf(types: readonly string[], node: Node): Kind | undefined {
  const kinds: Kind[] = types.flatMap((type) => BY_NAME.get(type) ?? [])
  const surest = kinds.sort((a, b) => b.sure - a.sure)[0]
  if (surest) return surest
  if (types.includes('Product') || types.includes('IndividualProduct')) {
    const isBook = ['isbn', 'gtin13', 'productID', 'sku'].some((key) =>
      textsOf(node[key]).some((text) => /97[89]/.test(text) && isbn13Of(text) !== undefined),
    )
    return isBook ? { type: 'book', sure: 66 } : undefined
  }
  return types.includes('CreativeWork') || types.includes('DigitalDocument')
    ? { sure: 48 }
    : types.some((type) => PAGE.test(type))
      ? { sure: 30 }
      : undefined
}
