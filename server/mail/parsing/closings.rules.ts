import { unaccented } from './lines.ts'

/** What mail programs put below what a person wrote, and the marks of signatures. */

const DEVICE =
  '(?:iphone|ipad|ipod|android|fairphone|samsung|galaxy|huawei|honor|xiaomi|redmi|poco|motorola|moto|nokia|sony|xperia|lg|htc|alcatel|oppo|realme|vivo|oneplus|pixel|blackberry|windows|outlook|correo|correio|mail|e-?mail|yahoo|gmail|proton(?:mail)?|hotmail|mailbird|spark|airmail|thunderbird|k-9|aqua mail|bluemail|blue mail|mymail|my mail|type app|typeapp|zimbra|zoho|mobile|movil|celular|telefono|telemovel|telefone|telefon|mobilgerat|handy|cell(?:phone)?|phone|smartphone|tablet|tab|mac|apple|aol|gmx|web\\.de|telcel|movistar|claro|entel|vodafone|orange|tigo|wom|posta per windows)'
/** Programs whose names are words that people use: nothing but a system may follow them. */
const APP =
  '(?:canary|maildroid|fairemail|fair email|nine|mail\\.ru|mailspring|superhuman|front|tuta|tutanota|fastmail|polymail|edison|newton|missive|hey|shortwave|ionos|libero|laposte|virgilio|roundcube|em client|postbox|airmail|mailbox|sparrow)'
const SENT =
  '(?:enviad[oa]|enviat|sent|envoye|inviato|gesendet|verstuurd|verzonden|skickat|sendt|escrito|mensaje enviado|obtenid[oa]|dictado)'
const BY =
  '(?:desde|from|do|da|de|des de|des del|via(?! correo| correio| e-?mail| mail)|con|com|with|avec|met|mediante|depuis|dal?|von|mit|vanaf|vanuit|fran|fra|pel[oa](?! correio| e-?mail| mail)|a partir d[eo]|a ?traves d[eo]l?|using|por(?! correo| e-?mail| mail))'
const MY =
  "(?:l['’]|(?:all new|verizon,|min|mi|my|meu|minha|o|a|el|la|un|una|um|uma|mon|meinem|der|mijn|the|su|tu|seu|il|mio)\\s+)*(?:(?:dispositivo|device|aparelho|app|aplicacion|application|aplicativo|equipo|telefono|phone|smartphone|tablet)\\s+)?(?:(?:movil|mobile|de|con|com|do|from)\\s+)*"
const SYSTEM = '(?:\\s+(?:para|for|pour|per|fur|on|en)\\s+[a-z]{3,8}(?: \\d{1,2})?)?'
const SAFELY = '(?: (?:de (?:forma|manera|maneira|modo) segur[oa]|con seguridad|com seguranca|securely|sicher))?'
const PRAISE = '(?:[,;] (?:the best|enjoy|disfruta|disfrute|aproveite|desfrute)\\b[^!?]{0,70})?'
const ADVERTISEMENTS = [
  new RegExp(`^${SENT}\\s+${BY}\\s+${MY}${DEVICE}\\b([^.!?]{0,70})$`),
  new RegExp(`^${SENT}${SAFELY}\\s+${BY}\\s+${MY}${APP}(?:\\s+(?:e?mail|webmail|app))*${SYSTEM}${PRAISE}$`),
  new RegExp(`^${SENT}\\s+${BY}\\s+(?:mi|my|meu) (?:[a-z&-]{2,12}(?: [45]g)? )?(?:device|dispositivo)$`),
  new RegExp(`^nire ${DEVICE}[a-z]{0,5} bidal[a-z]{1,4}$`),
  new RegExp(`^(?:von|mit)\\s+${MY}${DEVICE}\\b([^.!?]{0,40})\\s(?:gesendet|verschickt|geschrieben)$`),
  /^(?:obtener|obtenga|obten|obtenir|obtenez|descarg(?:a|ar|ue)|get|obter|obtenha|baixe|baixar|download|transferir|telecharger|scarica|ottieni|obteniu)\s+(?:(?:el|la|the|o|a)\s+)?(?:outlook|yahoo|bluemail|blue mail|spark|gmail|correo|typeapp|aqua mail|proton ?mail|app de)\b(?:\s+mail)?((?:\s+(?:para|for|pour|per|en|on|desde|from|de)\b[^.!?]{0,50})?)$/,
  /^diese (?:nachricht|e-?mail|mail) wurde von mein[a-z]{0,2} [^.!?]{1,40} mit (?:gmx|web\.de|1&1|ionos|k-9)[^.!?]{0,20} (?:gesendet|verschickt)$/,
  /^yahoo mail: ?(?:busca|search|pesquise|organiza)\b[^.!?]{0,40}$/,
  /^outlook fur [a-z]{3,10} (?:beziehen|holen|herunterladen)$/,
  /^(?:holen|laden) sie(?: sich)? outlook fur [a-z]{3,10}(?: herunter)?$/,
]
/** Behind the name of a device stand its model and its system; with one of these words, or a telephone number, a person speaks. */
const SPEAKS =
  /\d[\d .-]{5,}|\b(?:no(?! (?:android|iphone|ipad|ios)$)|nao|llam\w+|escrib\w+|contact\w+|ligue|call|respond\w+|me|se|nos|que|pero|mas|ya|ayer|hoy|ontem|hoje|falla|da|error|erro|el|los|las|lunes|martes|miercoles|jueves|viernes|certificado|ordinario|urgente|postal|funciona|llega|not|does|yesterday|today)\b/
/** What programs add of their own accord, at the end of the line. */
const EXCUSE =
  /[,.;]?\s*(?:por favor,?\s*)?(?:(?:consigue|obten|get|baixe|descarga) (?:la|the|o) app|(?:disculp|perdon|excus|sorry|desculp|please excuse|pardon)[^.]{0,60})$/

/** “Enviado desde mi iPhone” and its like, alone on a line. “Enviado desde mi sucursal de Quito” is a person's. */
export const isAdvertisement = (text: string) => {
  if (text.length > 500) return false
  const bare = unaccented(text)
    .replace(/<?https?:\/\/[^\s>]*>?/g, '')
    .replace(/[[\]()"*_]/g, ' ')
    .replace(/^[\s-]+|[\s.:!]+$/g, '')
    .replace(EXCUSE, '')
    .replace(/\s+/g, ' ')
  return (
    bare.length < 140 &&
    ADVERTISEMENTS.some((pattern) => {
      const found = pattern.exec(bare)
      return found !== null && !SPEAKS.test(found[1] ?? '')
    })
  )
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

/** “Recibió este mensaje porque está suscrito al grupo …”: what a list signs with. */
export const isListFooter = (text: string) =>
  text.length < 300 &&
  /^(?:recib|ha[sn]? recib|(?:voce )?receb|you (?:are |have )?receiv|h(?:eu|as) rebut|vous (?:recevez|avez recu)|sie erhalten|hai ricevuto).{0,60} (?:porque|because|perque|perche|parce que|car|weil|da) .{0,60}(?:suscri|inscri|subscri|abonn|iscritt|miembro|member|membro)/.test(
    unaccented(text),
  )
