/** Month names and their short forms in the languages that pages are mostly written in. */
const NAMES = [
  'january january jan januar jänner janvier janv enero ene gennaio gen janeiro januari januar styczeń stycznia января',
  'february feb februar février fevrier févr fevr febrero febbraio fevereiro fev februari luty lutego февраля',
  'march mar märz maerz mrz mars marzo março marco maart marzec marca марта',
  'april apr avril avr abril abr aprile kwiecień kwietnia апреля',
  'may mai mayo maggio mag maio mei maj maja мая',
  'june jun juni juin junio giugno giu junho czerwiec czerwca июня',
  'july jul juli juillet juil julio luglio lug julho lipiec lipca июля',
  'august aug août aout agosto ago augustus augusti sierpień sierpnia августа',
  'september sep sept septembre septiembre settembre set setembro wrzesień września сентября',
  'october oct oktober okt octobre octubre ottobre ott outubro out październik października октября',
  'november nov novembre noviembre novembro listopad listopada ноября',
  'december dec dezember dez décembre decembre déc diciembre dic dicembre dezembro desember grudzień grudnia декабря',
]

const MONTHS = new Map(NAMES.flatMap((names, i) => names.split(' ').map((name) => [name, i + 1])))

/** The number of a month by its name, 1 to 12. */
export function monthOf(word: string): number | undefined {
  return MONTHS.get(word.toLowerCase().replace(/\.$/, ''))
}
