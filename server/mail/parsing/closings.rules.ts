/** What mail programs, companies and lawyers put below what a person wrote. */

const DEVICE =
  '(?:iphone|ipad|ipod|android|samsung|galaxy|huawei|honor|xiaomi|redmi|poco|motorola|moto|nokia|sony|xperia|lg|oppo|realme|vivo|oneplus|pixel|blackberry|windows|outlook|correo|mail|e-?mail|yahoo|gmail|proton(?:mail)?|hotmail|mailbird|spark|airmail|thunderbird|k-9|aqua mail|bluemail|type app|typeapp|zimbra|mobile|m[oó]vil|celular|tel[eé]fono|telem[óo]vel|telefone|tel[eè]fon|smartphone|tablet|mac|apple|aol|telcel|movistar|claro|entel|vodafone|orange|tigo|wom)'
const SENT_FROM = new RegExp(
  String.raw`^[\s"*_-]*(?:enviad[oa]|enviat|sent|envoyé|inviato|gesendet|verstuurd|escrito|mensaje enviado|obtenid[oa])\s+(?:desde|from|do|da|de|des de|des del|via|vía|con|com|with|depuis|dal?|von|vanaf|a partir d[eo]|através d[eo]|por|using)\s+(?:(?:mi|my|meu|minha|o|a|el|la|un|una|um|uma|mon|meinem|mijn|the|su|tu|seu|il|mio)\s+)*(?:(?:dispositivo|device|aparelho|app|aplicaci[oó]n|aplicativo|equipo|tel[eé]fono|phone|smartphone|tablet)\s+)?(?:(?:m[oó]vil|mobile|de|con|com|do|from)\s+)*${DEVICE}\b[^.!?]{0,70}[.!]?\s*$`,
  'iu',
)
const GET =
  /^[\s"*_-]*(?:obtener|obtenga|obt[eé]n|descargar?|descargue|get|obter|obtenha|baixe|transferir|télécharger|scarica|obteniu)\s+(?:(?:el|la|the|o|a)\s+)?(?:outlook|yahoo|bluemail|spark|gmail|correo|typeapp|aqua mail|proton ?mail|app de)\b[^.!?]{0,60}(?:<https?:[^>]*>)?[^.!?]{0,20}[.!]?\s*$/iu

/** “Enviado desde mi iPhone” and its like, alone on a line. “Enviado desde mi sucursal de Quito” is a person's. */
export const isAdvertisement = (text: string) => {
  const bare = text
    .replace(/<?https?:\/\/[^\s>]*>?/g, '')
    .replace(/[[\]()]/g, ' ')
    .trim()
  return bare.length > 0 && bare.length < 140 && (SENT_FROM.test(bare) || GET.test(bare))
}

/** RFC 3676: two dashes and a blank; servers take the blank away. */
export const isSignatureMark = (text: string) => /^--[ \u00a0]?$/.test(text)
/** Without its blank it may also be somebody's own line of separation. */
export const isBareMark = (text: string) => text === '--'

const words = (text: string) => text.trim().split(/\s+/).length

/** Nobody asks anything in a signature: whoever does so below its mark is writing there, as telephones put the cursor. */
export const asks = (text: string) => /\?(?:\s|$)/.test(text) && words(text) > 3
/** A sentence: what stands below a line of two dashes that is no signature's mark. */
export const isSentence = (text: string) =>
  asks(text) || (/[.!:;]\s*$/.test(text) && words(text) > 6 && !isAdvertisement(text.split('.')[0]!))

/** Pleas for trees and advertisements of virus programs: two of their words must meet, one alone is anybody's. */
const PLEAS = [
  /(?:antes de imprimi\w*|before printing|abans d['’]imprimir|n(?:o|ão) imprim\w+).{0,60}\b(?:est[ea]|this|aquest|presente)\b.{0,30}(?:e-?mail|correo|mensaje|mensagem|message|documento).{0,120}/i,
  /(?:piense|pense|think|consider|cuid|prote[gj]|salve).{0,60}(?:medio ?ambiente|meio ambiente|environment|planeta|naturaleza|[áa]rbol).{0,80}(?:imprim|print)/i,
]
const PLEADS =
  /piense|pense|think|consider|aseg[úu]rese|ambiente|environment|necesari|necess[áa]ri|responsab|[áa]rbol|papel/i
const VIRUS = [
  /^(?:libre de virus|virus-free|sin virus|livre de vírus|no virus found)\b[.:]?\s*(?:$|in this|www\.|https?:|<)/i,
  /^(?:est[ea] (?:correo|mensaje|e-?mail|mensagem)|this (?:e-?mail|message))[^.]{0,60}(?:ha sido|fue|foi|has been) (?:analizad|comprobad|escanead|verificad|scanned|checked)[^.]{0,80}(?:virus|malware|antispam|mailscanner|contenido peligroso)/i,
  /^el software de antivirus avast/i,
]
/** The heading over such a paragraph; by itself it is a word like others. */
export const isDisclaimerHeading = (text: string) =>
  /^(?:aviso legal|aviso de confidencialidad|nota de confidencialidad|cl[aá]usula de confidencialidad|confidentiality notice|legal (?:notice|disclaimer)|disclaimer|aviso de confidencialidade|aviso de privacidad|(?:informaci[oó]n (?:b[áa]sica )?sobre )?protecci[oó]n de datos(?: personales)?|advertencia legal|confidencialidad|avís legal|exención de responsabilidad)\s*[:.-]*$/i.test(
    text.trim(),
  )
const WORDS = [
  /confidencia|confidential/i,
  /destinatari|recipient|addressee|dirigid[oa] (?:exclusiv|únic|solo)|intended (?:only |solely )?for/i,
  /divulga|disclos|difusi[oó]n|distribu|reproduc|copia[rs]?\b|copi(?:ed|ying)|cópia|reenv[ií]o/i,
  /prohib|proib|vetad|unauthori[sz]ed|sin autorizaci|no autorizad|n[ãa]o autorizad/i,
  /privilegiad|privileged|secreto profesional|sigil/i,
  /por error|in error|por engano|por equivocaci|err[oô]neamente|indevidamente/i,
  /notifi|comun[ií]que|comunicar|avis(?:e|ar|ando)|hacérnoslo saber|inform(?:e|ar)(?:lo|nos|\b)|hágalo saber/i,
  /elim[ií]n|borr(?:e|ar)|destru|delete|apag(?:ue|ar)|exclu[ai]/i,
  /legislaci[oó]n|ley (?:orgánica|n|\d|vigente|federal)|RGPD|GDPR|LOPD|LGPD|2016\/679|19\.628|normativa/i,
  /responsable del (?:tratamiento|fichero)|tratamiento de (?:sus )?datos|tratamento de dados/i,
  /derechos? de acceso|rectificaci[oó]n|supresi[oó]n|oposici[oó]n|direitos de acesso/i,
  /datos (?:personales|de car[áa]cter personal)|sus datos|dados pessoais|personal data/i,
  /virus|malware/i,
  /(?:este|presente|el) (?:mensaje|correo|e-?mail)|esta (?:mensagem|comunicaci)|this (?:e-?mail|message|communication|transmission)|este e-?mail|archivos? (?:adjuntos?|anexos?)|ficheros? (?:adjuntos?|anexos?)|attachments?/i,
  /responsab|liab(?:le|ility)/i,
]

/** Lawyers speak of this message or of your data; a customer who wants his own erased speaks of himself. */
const ABOUT =
  /(?:est[ea]|presente|dicho) (?:mensaje|correo|e-?mail|comunicaci|mensagem|transmisi|missatge)|informaci[oó]n (?:contenida|incluida|transmitida)|informações contidas|this (?:e-?mail|message|communication|transmission)|(?:archivos?|ficheros?) (?:adjuntos?|anexos?)|(?:sus|tus|los) datos|seus dados|your (?:personal )?(?:data|information)|protecci[oó]n de datos|proteção de dados/i
const HIMSELF =
  /\b(?:solicito|pido|exijo|quiero|quisiera|deseo|necesito|reclamo|mis datos|mi cuenta|mi (?:correo|pedido|factura|equipo)|me (?:han?|dice|sale|llegó|llega|pueden|podr[ií]a)|i (?:want|would|request|need)|my (?:data|account|order|computer)|meus dados|minha conta|quero|preciso|peço)/i

/** The shortest that companies have: one sentence, whose whole form is theirs. */
const IN_SHORT = [
  /^this (?:e-?mail|message)(?: and (?:any|its) (?:attachments?|files?)[^.]{0,40})? (?:is|are) (?:strictly )?confidential and (?:is |are )?(?:intended|solely|only|for)\b[^.]{0,80}(?:addressee|recipient|use of)[^.]{0,60}\.?$/i,
  /^est[ea] (?:correo|mensaje|e-?mail|mensagem)(?: electr[oó]nico)?(?: [ye] (?:sus|seus) (?:archivos |documentos |arquivos )?(?:adjuntos|anexos))? (?:es|son|é|são) (?:estrictamente |estritamente )?confidencia(?:l|les|is) [ye] (?:est[áa]n? |se )?(?:dirig|destina)\w+[^.]{0,100}\.?$/i,
]

/** A paragraph in the language of lawyers: at least four of their words, in something long enough to hold them. */
export function isDisclaimer(paragraph: string): boolean {
  const text = paragraph
    .replace(/\s+/g, ' ')
    .replace(/^[-_=*\s]+/, '')
    .trim()
  if (HIMSELF.test(text)) return false
  if (VIRUS.some((pattern) => pattern.test(text))) return true
  if (PLEADS.test(text) && PLEAS.some((pattern) => pattern.test(text)) && text.length < 600) return true
  if (IN_SHORT.some((pattern) => pattern.test(text))) return true
  if (text.length < 90 || !ABOUT.test(text) || /[?¿]/.test(text)) return false
  return WORDS.filter((pattern) => pattern.test(text)).length >= 4
}
