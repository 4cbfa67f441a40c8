import { unaccented } from './lines.ts'

/** The language of lawyers, pleaders for trees and virus programs, without accents: Spanish, Portuguese, English and their neighbours. */

const MESSAGE =
  /\b(?:est[ea]|presente|dich[oa]|aquest|quest[oa]|cet?|cette|this|diese) (?:mensaje|mensaxe|missatge|messaggio|message|mensagem|correo|correio|correu|courriel|courrier|e-?mail|comunicacion?|comunicacao|communication|transmiss?ion?|nachricht|document)|mezu hau|\binforma\w+ (?:contenid|incluid|transmitid|contid|contenut|contenues|contained|transmitted|in this)|\b(?:archivos?|ficheros?|fitxers?|arquivos?|ficheiros?|documentos?) (?:adjunt|anex|annex)|pieces jointes|\battachments?\b|messaggio di posta/
const DATA =
  /\b(?:sus|tus|los) datos|seus dados|\byour (?:personal )?(?:data|information)|proteccion de datos|protecao de dados|direccion de correo|dades personals|(?:vostres|seves|teves) dades|vos donnees|ihre daten|i (?:suoi|vostri) dati/
/** Whoever speaks of himself, or tells the desk what to do, is no lawyer's notice. */
const PERSON =
  /\b(?:solicito|pido|exijo|(?:solicitamos|pedimos|exigimos) (?:el|la|los|las|una?|su|que (?:me|nos))|quiero|queremos|quisiera|quisieramos|deseo|necesito|necesitamos|reclamo|reclamamos|ejerzo|ejercemos|yo|me|mis?|recibi|he recibido|tengo|puedo|soy|estoy|creo|nuestros datos|eliminen|borren|supriman|avisen|notifiquen|pongan|manden|envien|digan|i (?:want|would|request|need|got|received|have|am|can|could)|my|meus?|minhas?|quero|preciso|precisamos|peco|recebi|tenho|enviem|apaguem)\b|\b(?:esta|siguiente|this) frase\b|(?:este|siguiente) (?:texto|parrafo)/

const SECRET = /confiden[ct]i|vertraulich|riservat|isilpeko/
const ADDRESSEE =
  /destinat[ai]|\brecipient|addressee|adressat|empfanger|hartzaile|dirigid[oa]s? (?:exclusiv|unic|solo)|\bperson\S* (?:a (?:la|las) que|a quien|to whom)|\bpessoa\S* a quem|intended (?:only|solely|for)|uso exclusivo|sole use/
const PRIVILEGE =
  /privileg|secreto profesional|secret professionnel|sigil|legalmente protegid|legally protected|rechtlich geschutzt/
const ERROR =
  /\b(?:si|if|se|caso|cas|falls|wenn|sollte\w*|haber\w*|haya)\b.{0,120}\b(?:error|erro|mistake|engano|equivocacion|erroneamente|indevidamente|erreur|errore|irrtumlich)\b|nicht der richtige|\b(?:si|if|se|caso)\b.{0,20}\b(?:no|not|nao)\b.{0,20}\b(?:destinatari|recipient|addressee|persona a (?:la que|quien)|pessoa a quem)/
const OPINION = /\bopinio|\bviews\b|puntos? de vista/
const VIRUS_WORD = /\bvirus|malware/
const LIABLE = /responsab|liab(?:le|ility)|haftung|n(?:o|ao) compromete|n(?:o|ao) representa/
/** Nobody answers for what this very message holds or brings. */
const DISOWNS =
  /^(?=.*\b(?:est[ea]|this) (?:mensaje|correo|e-?mail|mensagem|message)).*(?:no se (?:hace|responsabiliza)|no (?:asume|acepta)|nao se responsabiliza|accepts? (?:no|any|legal)|no (?:liability|responsibility)).{0,80}(?:respons|liab|conte(?:nid|ud)|virus)/
const WORDS = [
  SECRET,
  ADDRESSEE,
  PRIVILEGE,
  ERROR,
  OPINION,
  VIRUS_WORD,
  LIABLE,
  /divulg|disclos|difusi|difund|diffus|distribu|reprodu|\bcopia(?:r|s|rl[oa]s?)?\b|\bcop(?:y|ied|ying|ie)\b|\breenvi|weitergabe|verbreit/,
  /prohib|proib|\bvetad|vietat|interdit|unauthori[sz]|autorizac|autorizad|autorisation|autorizzat|unbefugt/,
  /notif[iq]|comuniqu|comunicar|\bavis(?:e|ar|ando)|hacerno|hagan?oslo saber|hagan?lo saber|feu-nos|let us know|\binform(?:e|ar|eu|ieren|er|are)(?:lo|nos|\b)/,
  /\belimin|\bborr[ae]|destru|delete|destroy|loschen|vernicht|supprim|cancellar|\bapag(?:ue|ar)|\bexclu[ai]/,
]
/** Of data protection: three must meet. */
const DATA_WORDS = [
  /legislaci|\bley (?:organica|n|\d|vigente|federal)|rgpd|gdpr|dsgvo|lopd|lgpd|lssi|2016\/679|679\/2016|19\.628|normativa|reglamento (?:general|\(?ue)|regulamento/,
  /datos personales|caracter personal|(?:sus|tus) datos|seus dados|dados pessoais|personal data|your data|proteccion de datos|dades (?:personals|de caracter)|(?:vostres|seves|teves) dades|vos donnees|donnees (?:personnelles|a caractere)|personenbezogen|ihre daten|dati personali/,
  /tratamiento de (?:sus |los |tus )?datos|responsable del? (?:tratamiento|fichero)|(?:seran|son|ser) tratad|tratad[oa]s (?:por|con|com|conforme)|incorporad[oa]s? (?:a|en) un|\b(?:un|nuestro) fichero|sistema de tratamiento|tratamento de dados|\b(?:es tracten|tractad|tractament|traitees|traitement de|verarbeit|trattat|trattamento)|nuestra base de datos/,
  /\bfinalidad|legitimaci|base juridica|conservar|interes legitimo|relacion (?:comercial|contractual)/,
  /derechos? (?:de|arco)\b|ejer[cz]|exerc(?:er|ise|ici)|rectificaci|supresion|oposicion|direitos de|portabilidad/,
]
const LAYERS =
  /\b(?:responsable|finali(?:dad|tat|dade)|legitimaci(?:on?)|destinatari[os]s?|derechos|drets|direitos|procedencia|informacion adicional) ?:/g

const HEADING =
  '(?:aviso legal|aviso de confidencialida[dt]e?|nota (?:de confidencialidad|legal)|clausula de confidencialidad|confidentiality (?:notice|note)|legal (?:notice|disclaimer)|disclaimer|aviso de privacidad|(?:informacion (?:basica )?sobre )?proteccion de datos(?: personales)?|advertencia legal|confidencialidad|avis legal|exencion de responsabilidad|important notice)'
const IS_HEADING = new RegExp(`^${HEADING}\\s*[:.*_=-]*$`)
const HEADED = new RegExp(`^${HEADING}\\s*[:.-]`)

/** Of this message, or “think before you print” with the planet: one of these alone is anybody's. */
const PLEAS = [
  /(?:antes de imprimi\w*|before (?:you )?print\w*|abans d'imprimir|avant d'imprimer|prima di stampare|\bn(?:o|ao) imprim\w+).{0,60}\b(?:est[ea]|this|aquest|presente|ce|quest[oa])\b.{0,30}(?:e-?mail|corr[ei][ou]|mensa[jg]e|message|missatge|messaggio|documento|courriel).{0,120}/,
  /\bimprim|\bprint|\bstampa|drucken/,
]
const PLEADS = /piens[ae]|pense|think|consider|asegurese|ambient|environment|necesari|necessari|responsab|arbol|papel/
const PLANET =
  /medio ?ambient|meio ambiente|medi ambient|environnement|l'ambiente|planeta|naturaleza|\barbol|umwelt|(?:consider|about|of|protect|mind|help|save|respect) (?:the|our) (?:environment|planet)|\bsave (?:a )?trees?/
const IMPERATIVE =
  /\b(?:piens[ae]|pense|think|considere?|considera|cuid[ae]|cuidemos|proteja|protege|protejamos|save|salv[ae]|pensi|pensez|denken|preserve|ayud[ae])\b/
const VIRUS = [
  /^(?:libre de virus|virus-free|sin virus|livre de virus|no virus found)\b[.:]?\s*(?:$|in this|www\.|https?:|<)/,
  /^(?:est[ea] (?:correo|mensaje|e-?mail|mensagem)|this (?:e-?mail|message))[^.]{0,60}(?:ha sido|fue|foi|has been) (?:analizad|comprobad|escanead|verificad|scanned|checked)[^.]{0,80}(?:virus|malware|antispam|mailscanner|contenido peligroso)/,
  /^el software de antivirus avast/,
]
/** The shortest that companies have: one sentence, whose whole form is theirs. */
const IN_SHORT = [
  /^this (?:e-?mail|message)(?: and (?:any|its) (?:attachments?|files?)[^.]{0,40})? (?:is|are) (?:strictly )?confidential and (?:is |are )?(?:intended|solely|only|for)\b[^.]{0,80}(?:addressee|recipient|use of)[^.]{0,60}\.?$/,
  /^est[ea] (?:correo|mensaje|e-?mail|mensagem)(?: electronico)?(?: [ye] (?:sus|seus) (?:archivos |documentos |arquivos )?(?:adjuntos|anexos))? (?:es|son|e|sao) (?:estrictamente |estritamente )?confidencia(?:l|les|is) [ye] (?:estan? |se )?(?:dirig|destina)\w+[^.]{0,100}\.?$/,
]

/** The same few paragraphs are asked about from several sides. */
function remembered<T>(work: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>()
  return (text) => {
    if (text.length > 2000) return work(text)
    let found = known.get(text)
    if (found === undefined) {
      if (known.size >= 50) known.clear()
      found = work(text)
      known.set(text, found)
    }
    return found
  }
}

const bare = remembered((paragraph) =>
  unaccented(paragraph)
    .replace(/\s+/g, ' ')
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .trim(),
)
const howMany = (patterns: RegExp[], text: string) => patterns.filter((pattern) => pattern.test(text)).length
const wordsIn = remembered((text) => howMany(WORDS, text) + howMany(DATA_WORDS, text))

/** The heading over such a paragraph; by itself it is a word like others. */
export const isDisclaimerHeading = (text: string) => text.length < 100 && IS_HEADING.test(bare(text))

/** Speaks of this message or of your data. */
export const speaksOfMail = (line: string) => MESSAGE.test(bare(line)) || DATA.test(bare(line))

/** How many of their words a line or paragraph has that speaks neither of its writer nor asks. */
export function legalWords(paragraph: string): number {
  const text = bare(paragraph)
  return PERSON.test(text) || text.includes('?') ? 0 : wordsIn(text)
}

/** A paragraph that says of this message, or of your data, what only lawyers say of it; or a plea; or a virus program's praise. */
export function isDisclaimer(paragraph: string): boolean {
  const text = bare(paragraph)
  if (PERSON.test(text)) return false
  if (VIRUS.some((pattern) => pattern.test(text)) || isPlea(text)) return true
  if (IN_SHORT.some((pattern) => pattern.test(text))) return true
  if (text.length < 80 || text.includes('?')) return false
  return isNotice(text) || isAboutData(text)
}

const isPlea = (text: string) =>
  text.length < 600 &&
  ((PLEADS.test(text) && PLEAS[0]!.test(text)) ||
    (text.length < 300 && PLEAS[1]!.test(text) && PLANET.test(text) && IMPERATIVE.test(text)))

function isNotice(text: string): boolean {
  const words = wordsIn(text)
  if (HEADED.test(text) && words >= 2) return true
  if (!MESSAGE.test(text)) return false
  if (SECRET.test(text) && ADDRESSEE.test(text)) return true
  const core = [SECRET, PRIVILEGE, ERROR, OPINION].some((pattern) => pattern.test(text))
  if (OPINION.test(text) && words >= 2) return true
  return (core && words >= 3) || DISOWNS.test(text)
}

const isAboutData = (text: string) =>
  (text.match(LAYERS)?.length ?? 0) >= 3 || (DATA.test(text) && howMany(DATA_WORDS, text) >= 3)
