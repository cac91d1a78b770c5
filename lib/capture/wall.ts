import { isForeignWall } from './wall-words.ts'

/** Titles of what stands between a reader and the page: checks for bots, logins, errors. Never a work's. */
const WALL = new RegExp(
  [
    /^(?:just a|one) moment,? ?(?:please)?$/,
    /^please wait(?: (?:while|for) .{0,40})?$/,
    /^attention required!?(?: ?\|? ?cloudflare)?$/,
    /^(?:checking|verifying) (?:your browser|you are human|your connection|if the site connection)\b.{0,80}$/,
    /^(?:are you|verify (?:that )?you are|verify you're|confirm you are|prove you are) (?:not )?a? ?(?:human|robot|bot)\b.{0,40}$/,
    /^(?:human|bot|browser|user|security|age)[ -](?:verification|check|challenge|validation|detection)(?: ?[-–|:] .{0,40}| required| in progress)?$/,
    /^(?:client|captcha|robot|ddos)[ -]?(?:challenge|check|guard|protection)?$/,
    /^(?:validate user|radware.{0,40}|ddos-guard|captcha|recaptcha|pardon our interruption|access to this page has been denied|human test)$/,
    /^(?:error )?(?:4\d\d|50\d)(?: ?[-–:|]? ?(?:error|forbidden|unauthorized|not found|page not found|too many requests|bad gateway|service (?:temporarily )?unavailable|gateway time-?out|internal server error))?$/,
    /^(?:access|permission) denied$|^forbidden$|^not found$|^(?:page|file) (?:not found|unavailable|missing)$|^oops!?$|^error$|^an error (?:has )?occurred$/,
    /^(?:too many requests|service unavailable|bad gateway|gateway time-?out|internal server error|temporarily unavailable|site maintenance)$/,
    /^(?:sign|log) ?-?in(?: required| to continue| ?[-–|] .{0,60})?$|^login(?: required| page)?$|^(?:authentication|authorization) required$/,
    /^(?:cookies?|javascript) (?:absent|required|disabled|is (?:disabled|required))$|^(?:enable|please enable) (?:cookies|javascript).{0,40}$/,
    /^(?:before you continue|your privacy choices|cookie consent|we value your privacy).{0,60}$|^redirecting(?: you)?$|^loading$|^untitled(?: document)?$/,
    /^(?:we're sorry|sorry, (?:we (?:could|can)(?:n't|not)|the page|this page|you have been).{0,60}|page (?:does not|doesn't) exist|(?:this )?page (?:isn't|is not|not) available|.{0,20}session (?:has )?expired|subscribe to (?:read|continue).{0,40}|choose (?:your )?(?:institution|organi[sz]ation)|find your institution|institutional (?:login|sign[ -]?in)|shibboleth.{0,40}|web login service.{0,40}|single sign[ -]?on.{0,40}|welcome\. please log in.{0,20})$/,
    /^(?:ddos protection by .{0,40}|performing security verification|making sure you(?:'|’)re not a bot|security (?:verification|checkpoint)|vercel security checkpoint|request (?:rejected|blocked|unsuccessful)|unusual traffic.{0,60}|bot (?:detected|protection)|not acceptable|request has been blocked|error 10\d\d.{0,40})$/,
  ]
    .map((pattern) => pattern.source)
    .join('|'),
)

/** Whether a title is of a wall, an error or a page that has not loaded. */
export function isWall(title: string): boolean {
  if (title.length > 200) return false
  const words = title
    .toLowerCase()
    .replace(/^[\s.…]+|[.…!?。？！\s]+$/g, '')
    .replace(/\s+/g, ' ')
  return WALL.test(words) || isForeignWall(words)
}
