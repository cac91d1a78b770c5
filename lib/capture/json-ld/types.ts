import type { CslType } from '../../schema/csl-type.ts'
import type { Sureness } from '../finding.ts'

/** What a schema.org type is in CSL's words, and how much to trust what such a node says. */
export interface Kind {
  type: CslType
  sure: Sureness
}

const kind = (type: CslType, sure: Sureness) => ({ type, sure })

const KINDS = new Map<string, Kind>([
  ['ScholarlyArticle', kind('article-journal', 84)],
  ['MedicalScholarlyArticle', kind('article-journal', 84)],
  ['Thesis', kind('thesis', 86)],
  ['Report', kind('report', 80)],
  ['Dataset', kind('dataset', 86)],
  ['Chapter', kind('chapter', 84)],
  ['Book', kind('book', 82)],
  ['Audiobook', kind('book', 80)],
  ['PresentationDigitalDocument', kind('speech', 80)],
  ['SoftwareSourceCode', kind('software', 82)],
  ['SoftwareApplication', kind('software', 70)],
  ['NewsArticle', kind('article-newspaper', 68)],
  ['ReportageNewsArticle', kind('article-newspaper', 68)],
  ['AnalysisNewsArticle', kind('article-newspaper', 68)],
  ['OpinionNewsArticle', kind('article-newspaper', 68)],
  ['BackgroundNewsArticle', kind('article-newspaper', 68)],
  ['ReviewNewsArticle', kind('article-newspaper', 68)],
  ['LiveBlogPosting', kind('article-newspaper', 66)],
  ['BlogPosting', kind('post-weblog', 68)],
  ['TechArticle', kind('webpage', 60)],
  ['Article', kind('article-newspaper', 58)],
  ['SocialMediaPosting', kind('post', 66)],
  ['DiscussionForumPosting', kind('post', 68)],
  ['QAPage', kind('post', 56)],
  ['Question', kind('post', 68)],
  ['VideoObject', kind('motion_picture', 64)],
  ['Movie', kind('motion_picture', 74)],
  ['TVEpisode', kind('broadcast', 74)],
  ['Clip', kind('motion_picture', 60)],
  ['PodcastEpisode', kind('broadcast', 74)],
  ['RadioEpisode', kind('broadcast', 74)],
  ['AudioObject', kind('song', 56)],
  ['MusicRecording', kind('song', 70)],
])

/** The surest kind that a node's types name, or undefined where it is no work. */
export function kindOf(types: readonly string[]): Kind | undefined {
  const kinds = types.flatMap((type) => KINDS.get(type) ?? [])
  return kinds.sort((a, b) => b.sure - a.sure)[0]
}
