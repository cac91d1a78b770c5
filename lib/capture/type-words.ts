import type { CslType } from '../schema/csl-type.ts'

/** Types by the words that libraries, repositories and publishers use, in the order in which they are tried. */
const WORDS: [RegExp, CslType][] = [
  [
    /thes[ei]s|dissert|habilitation|masterarbeit|bachelorarbeit|diplomarbeit|hochschulschrift|tesis|teze|\btese\b|tesi |学位論文|學位論文|학위논문/,
    'thesis',
  ],
  [
    /pre-?print|posted-?content|submitted ?version|working ?paper|arbeitspapier|document de travail|documento de trabajo|discussion ?paper|プレプリント/,
    'article',
  ],
  [/review of (?:a )?book|book ?review|rezension|compte[ -]rendu|reseña/, 'review-book'],
  // What journals call the kinds of their articles (JATS, `article-type`).
  [
    /^(?:brief|case|short|clinical|meeting|registered|rapid|preliminary)[ -]?(?:report|communication|note)s?(?: .{0,30})?$|^(?:letters?(?: to the editor)?|correspondence|editorial|corrections?|corrigendum|erratum|retraction|addendum|reply|commentary|obituary|perspectives?|viewpoint)$/,
    'article-journal',
  ],
  [
    /data ?paper|research-?article|review-?article|journal-?article|article-journal|articleinperiodical|zeitschriftenartikel|article de (?:revue|journal|périodique)|artículo|articolo|学術論文|雑誌論文|期刊论文|学术期刊/,
    'article-journal',
  ],
  [
    /proceeding|conference|konferenz|congr[eè]s|conferência|inproceedings|meeting ?(?:paper|abstract)|会議論文|会议论文/,
    'paper-conference',
  ],
  [
    /book ?(?:part|section|chapter|item)|chapter|incollection|inbook|partie d['’]ouvrage|chapitre|cap[ií]tulo|buchkapitel|bookitem/,
    'chapter',
  ],
  [/report|rapport|bericht|informe|relatório|報告書|monograph_(?:technical|project)/, 'report'],
  [/data ?set|forschungsdaten|jeu de données|conjunto de datos/, 'dataset'],
  [/software|computer ?program|source ?code|workflow|computational ?notebook/, 'software'],
  [/moving ?image|video|film|movie|audiovisual/, 'motion_picture'],
  [/sound|audio|recording/, 'song'],
  [/patent/, 'patent'],
  [/standard|\bnorm\b/, 'standard'],
  [
    /lecture|presentation|vortrag|conference-?poster|poster|slides|slideshow|présentation|folien/,
    'speech',
  ],
  [/manuscript|handschrift/, 'manuscript'],
  [/musical|partitur|notated music|sheet ?music|score$/, 'musical_score'],
  [/^maps?$|\bmap\b|cartographic|karte\b/, 'map'],
  [/legislation|statute|\bact\b|gesetz/, 'legislation'],
  [/judge?ment|court|case law|urteil|jurisprudence/, 'legal_case'],
  [
    /^books?$|monogra(?:ph|f[ií])|e-?books?$|\bbuch\b|^livre|^libro|^livro|図書|edited ?(?:book|volume)|sammelband/,
    'book',
  ],
  [/encyclop/, 'entry-encyclopedia'],
  [/newspaper|zeitungsartikel/, 'article-newspaper'],
  [/magazine/, 'article-magazine'],
  [/image|photograph|figure|graphic/, 'graphic'],
  [/^personal communication|^(?:e-?mail|handwritten letter)/, 'personal_communication'],
  [/interview/, 'interview'],
  [
    /^(?:journal|scholarly|original|review|full|regular|peer[- ]reviewed|short|research)? ?(?:articles?|paper)$|^(?:wissenschaftlicher )?artikel$|^review$|journalpaper|contributiontoperiodical/,
    'article-journal',
  ],
]
const LONGEST = 100

/** The type that a word of a library means; undefined where it says none (`text`, `other`). */
export function typeOfWord(text: string): CslType | undefined {
  const word = text
    .slice(0, LONGEST)
    .toLowerCase()
    .replace(/^(?:info:eu-repo\/semantics\/|https?:\/\/.*[/#]|[a-z]{2,10}:(?=\S))/, '')
    .trim()
  return WORDS.find(([pattern]) => pattern.test(word))?.[1]
}
