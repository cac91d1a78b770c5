import type { SaidField } from '../finding.ts'

export type LabelField =
  | Extract<
      SaidField,
      | 'date'
      | 'publisher'
      | 'isbn13'
      | 'doi'
      | 'containerTitle'
      | 'volume'
      | 'issue'
      | 'pages'
      | 'institution'
      | 'language'
      | 'edition'
      | 'pmid'
      | 'series'
    >
  | 'issn'
  | 'type'
  | 'authors'

/** What pages write before a value, in the languages of libraries and bookshops, as `label|label`. */
const LABELS: Readonly<Record<LabelField, string>> = {
  date: 'publication date|date of publication|published|published on|date published|publication year|year of publication|issue date|date issued|date|year|first published|published date|date of issue|erscheinungsdatum|erscheinungsjahr|erscheinungstermin|erscheint|jahr|datum der veröffentlichung|datum der erstveröffentlichung|veröffentlichungsdatum|date de publication|date de parution|date de sortie|parution|année|année de publication|fecha de publicación|fecha|año|data di pubblicazione|anno|data de publicação|ano|publicatiedatum|verschijningsdatum|jaar|data wydania|rok wydania|дата публикации|год|год издания|発行日|発行年月|発行年|発売日|底本発行日|出版年|出版日期|出版时间|发布日期|出版年月|发行时间',
  type: 'document type|type|item type|publication type|resource type|type of document|type of resource|content type|material type|dokumenttyp|dokumentart|publikationstyp|art der publikation|type de document|type de publication|tipo de documento|tipo|tipo de recurso|資料種別|資料タイプ|文献类型|тип',
  publisher:
    'publisher|published by|imprint|verlag|éditeur|editeur|editorial|editore|editora|uitgever|uitgeverij|wydawnictwo|издательство|издатель|出版社|出版者|発行|発行元',
  isbn13:
    'isbn|isbn-13|isbn13|isbn 13|isbn-10|isbn10|isbn 10|ean|print isbn|isbn/ean|isbn-13 (paperback)|eisbn|e-isbn|ebook isbn|hardcover isbn|softcover isbn|paperback isbn|hardback isbn|isbn print|isbn online|isbn (print)|isbn (online)',
  issn: 'issn|eissn|e-issn|print issn|online issn',
  doi: 'doi|digital object identifier|doi link',
  containerTitle:
    'journal|journal title|published in|appears in|source title|journal name|host publication|title of host publication|zeitschrift|erschienen in|revue|revista|rivista|tijdschrift|журнал|掲載誌|収録刊行物|刊名|来源|期刊',
  volume: 'volume|vol|vol.|band|jahrgang|tome|volumen|巻',
  issue: 'issue|no.|number|heft|numéro|número|号',
  pages: 'pages|page range|page(s)|pagination|seiten|seitenzahl|páginas|pagine|ページ|页码',
  institution:
    'institution|university|degree grantor|granting institution|school|hochschule|universität|université|universidad|学位授予機関',
  language: 'language|languages|sprache|langue|idioma|lingua|taal|язык|言語|语种',
  edition: 'edition|auflage|édition|edición|edizione|版',
  pmid: 'pmid|pubmed id',
  series: 'series|reihe|schriftenreihe|collection|colección|collana',
  authors:
    'author|authors|author(s)|by|creator|creators|autor|autoren|autor/in|autor:in|autor*in|verfasser|auteur|auteurs|auteur(s)|autore|autori|autores|autor(es)|autor(a)|auteur(e)|автор|авторы|著者|作者|著',
}

const FIELDS = new Map(
  Object.entries(LABELS).flatMap(
    ([field, words]) => words.split('|').map((word) => [word, field as LabelField]), // the keys of LABELS
  ),
)

/** The field that a label announces. */
export function labelled(text: string): LabelField | undefined {
  const word = text
    .replace(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[\s:：*]+$/, '')
    .trim()
    .toLowerCase()
  return FIELDS.get(word) ?? FIELDS.get(word.replace(/\s*\([^()]*\)$/, ''))
}
