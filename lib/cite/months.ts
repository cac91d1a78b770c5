/** Month names and their short forms in the languages that pages are mostly written in. */
const NAMES = [
  'january jan januar jänner janvier janv enero ene gennaio gen janeiro januari styczeń stycznia января январь січня ianuarie gener ledna leden január januára tammikuu tammikuuta ocak ιανουαρίου siječnja يناير ינואר',
  'february feb februar février fevrier févr fevr febrero febbraio fevereiro fev februari luty lutego февраля февраль лютого februarie febrer února únor február februára helmikuu helmikuuta şubat φεβρουαρίου veljače فبراير פברואר',
  'march mar märz maerz mrz mars marzo março marco maart marzec marca марта март березня martie març března březen március maaliskuu maaliskuuta mart μαρτίου ožujka marts maret مارس מרץ',
  'april apr avril avr abril abr aprile kwiecień kwietnia апреля апрель квітня aprilie dubna duben április apríla huhtikuu huhtikuuta nisan απριλίου travnja أبريل אפריל',
  'may mai mayo maggio mag maio mei maj maja мая май травня maig května květen május mája toukokuu toukokuuta mayıs μαΐου svibnja maí مايو מאי',
  'june jun juni juin junio giugno giu junho czerwiec czerwca июня июнь червня iunie juny června červen június júna kesäkuu kesäkuuta haziran ιουνίου lipnja يونيو יוני',
  'july jul juli juillet juil julio luglio lug julho lipiec lipca июля июль липня iulie juliol července červenec július júla heinäkuu heinäkuuta temmuz ιουλίου srpnja يوليو יולי',
  'august aug août aout agosto ago augustus augusti sierpień sierpnia августа август серпня agost srpna srpen augusztus augusta elokuu elokuuta ağustos αυγούστου kolovoza agustus أغسطس אוגוסט',
  'september sep sept septembre septiembre settembre set setembro wrzesień września сентября сентябрь вересня septembrie setembre září szeptember septembra syyskuu syyskuuta eylül σεπτεμβρίου rujna سبتمبر ספטמבר',
  'october oct oktober okt octobre octubre ottobre ott outubro out październik października октября октябрь жовтня octombrie října říjen október októbra lokakuu lokakuuta ekim οκτωβρίου أكتوبر אוקטובר',
  'november nov novembre noviembre novembro listopad listopada listopadu ноября ноябрь листопада noiembrie novembra marraskuu marraskuuta kasım νοεμβρίου studenoga نوفمبر נובמבר',
  'december dec dezember dez décembre decembre déc diciembre dic dicembre dezembro desember grudzień grudnia декабря декабрь грудня decembrie desembre prosince prosinec decembra joulukuu joulukuuta aralık δεκεμβρίου prosinca ديسمبر דצמבר',
]

const MONTHS = new Map(NAMES.flatMap((names, i) => names.split(' ').map((name) => [name, i + 1])))

/** The number of a month by its name, 1 to 12. */
export function monthOf(word: string): number | undefined {
  return MONTHS.get(word.toLowerCase().replace(/\.$/, ''))
}
