/** What servers say of a mail that did not arrive, in the languages of our customers and of their neighbours. */

export const SUBJECT =
  /^(?:(?:permanent|temporary|automatic) )?(?:undeliver(?:able|ed)|(?:(?:el|su|o seu|a sua|your|the) )?(?:mensaje |correo |mensagem |e-?mail |mail |message )?(?:no (?:se (?:puede|pudo|ha podido)|(?:ha sido|fue) (?:posible )?)\s*entrega|no entrega(?:do|ble)|não (?:foi|é|pôde|pode) (?:possível |ser )?entreg|não entregue|(?:could not|cannot|can't) be delivered)|(?:unable to|could not|cannot) deliver|delivery status notification(?: \((?:failure|delay)\)|: (?:error|warning))|(?:mail|message|e-?mail) delivery (?:failed|failure|delayed|problem|error|warning)|delivery (?:failure|failed|delayed|error|report)|failure notice|returned mail|returned to sender|mail could not be delivered|message (?:undeliverable|delayed|not delivered|rejected)|non[- ]?deliver|correo (?:no entregado|devuelto|rechazado)|mensaje (?:no entregado|devuelto|rechazado|retrasado)|error (?:de|en la) entrega|fallo (?:de|en la) entrega|entrega (?:fallida|retrasada|atrasada)|aviso de (?:no entrega|retraso)|notificaci[oó]n de (?:fallo|error|estado|retraso)|devoluci[oó]n de correo|warning: (?:message|could not send|e-?mail)|delayed mail|falha na entrega|erro (?:de|na) entrega|notificação de (?:falha|status)|mensagem (?:não entregue|devolvida|rejeitada|atrasada)|undelivered mail|your message (?:was not|could not|wasn't)|rejected:|nondeliverable|\S* ?delivery notification|spam:? |mail system error|mail rejected|\**spam\**|message blocked|blocked)/i

const NOT = String.raw`(?:\b(?:no|n[ãa]o|not|never|\w+n['’]t|unable|cannot|sin|could|non|n['’](?:a|est)|pas|nicht|niet|ezin|impos+[ií][bv]\p{L}+)\b)`
const DELIVERED = String.raw`(?:entreg|deliver|lliur|remis\b|distribu[ée]|d[ée]livr|achemin|zustell|zugestellt|ausgeliefert|recapit|consegn|bezorg|afgelever|llegar|chegar)`
const SENT_BACK =
  '(?:rechaz|rejeit|reject|refus|devuelt|devoluci[oó]n|devolvid|returned|bounced|rebot[óa]|rebutj|retornat|rexeit|devolt|retourn|abgelehnt|abgewiesen|zur[üu]ckgewiesen|respint|rifiutat|undeliver|unzustellbar|itzuli)'

/** What failed, said any which way: something was not delivered, was refused, sent back, held up; or the code that says so. */
export const WORDS = new RegExp(
  [
    `${NOT}.{0,40}(?:${DELIVERED}|enviar|enviad|llegado|reach|recib|accept|encontr|localiz|found|exist)`,
    String.raw`${SENT_BACK}|blocked|bloquead|fall(?:o|ó|ado|ido|a)\b|falh|fail|fatal|bounce|retras|demorad|atras(?:o|ad)|delay|inexistente|qmail-send`,
    'des[ck]on(?:oc|hec)id|unknown|unbekannt|inconnu|sconosciut|desconegu|mancata consegna',
    String.raw`no such|invalid (?:final delivery )?(?:user|address|recipient)|over ?quota|(?:mailbox|inbox) (?:is )?full|buz[oó]n.{0,60}llen|caixa.{0,60}cheia|(?<!\d)[45]\d\d[ -](?:#?[45]\.\d|\w)|(?<![\d.])[45]\.\d\.\d`,
  ].join('|'),
  'iu',
)

const MAIL =
  /\b(?:following recipients?|siguientes? destinatarios?|seguintes? destinat[áa]rios?|mensaje|mensaxe|mensagem|missatge|messaggio|message|e-?mail|mail|correo|correio|correu|courriel|nachricht|bericht|mezu\w{0,6})\b/i
const CAME_BACK = new RegExp(`${NOT}.{0,40}${DELIVERED}|${DELIVERED}.{0,20}\\bezin\\b|${SENT_BACK}`, 'iu')
const RECEIVED =
  /hemos (?:recibido|creado)|recibimos|(?:sido|qued[oó]|quedado|fue|foi) registrad[oa]|(?:have|was|been) received|recebemos|hem rebut|avons (?:bien )?re[çc]u|erhalten|abbiamo ricevuto|\bticket\b|gracias\b|obrigad[oa] por|gr[àa]cies p|thank you for|thanks for|merci (?:de|pour)|grazie per|danke f|vielen dank/i
const LONGEST_SAYING = 800

/**
 * Whether it says at once, in one sentence, that a mail did not arrive: a shop's parcel did not arrive either, and who writes of several
 * mails, or asks, is no server. Who thanks for our mail has received it, and what stands in quotation marks is somebody else's.
 */
export function saysMailFailed(said: string): boolean {
  const head = said.slice(0, LONGEST_SAYING)
  if (RECEIVED.test(head) || /\?(?=\s|$)/.test(said)) return false
  const own = head.replace(/^[ \t]*>.*$/gm, '').replace(/"[^"\n]*"|“[^”\n]*”|«[^»\n]*»/g, '')
  const sentences = own.split(/[.!?](?=\s)|\n\s*\n/).map((sentence) => sentence.replaceAll('\n', ' '))
  return sentences.some((sentence) => MAIL.test(sentence) && CAME_BACK.test(sentence))
}

export const FULL =
  /mail(?:box|folder) (?:is |was )?full|over (?:\w+ )?quota|overquota|quota (?:exceeded|full|violation)|exceed\w* (?:\w+ ){0,3}quota|(?:mailbox|inbox|account|user|recipient) (?:\w+ ){0,3}exceed\w* (?:\w+ ){0,4}(?:size|space|limit|storage)|(?:mailbox|inbox) (?:size|storage) (?:limit )?(?:exceeded|reached)|buz[oó]n (?:\S+ ){0,3}(?:llen[oa]|cheo|saturad)|postvak (?:\S+ ){0,3}vol\b|cuota (?:\S+ ){0,2}(?:excedida|superada)|caixa (?:\S+ ){0,4}cheia|cota excedida|(?:exced|super|ultrapass)\w*[óo]? (?:\S+ ){0,2}(?:cuota|cota|quota|l[ií]mite de a(?:l|r)m)|(?:sin|sem|no (?:hay|tiene|queda)) espa[cç]i?o|insufficient (?:system )?storage|space (?:is )?not enough|not enough (?:\w+ )?space|out of storage|(?:casilla|casella|b[uú]stia|caixa) (?:\S+ ){0,5}(?:llena|piena|plena|chea)\b|bo[iî]te (?:\S+ ){0,6}pleine|postfach (?:\S+ ){0,3}voll\b|quota (?:\S+ ){0,2}(?:d[ée]pass|superat|[üu]berschritten)/i

export const DELAY =
  /delay(?:ed)?\b|will (?:be retried|keep trying|continue (?:to )?try)|attempts will continue|still (?:trying|being retried)|not yet been|not been delivered yet|temporar(?:y|ily)|no (?:further )?action is required|warning: (?:message|could not send)|retrasad[oa]|retraso|demorad[oa]|seguir[áa]n? intent|se volver[áa] a intentar|todav[ií]a no se ha|temporalmente|atrasad[oa]|atraso|continuar[áa] tentando|tentaremos novamente|temporariamente|a[íi]nda n[ãa]?on?\b|encara no\b|oraindik|en cola\b|queued\b|in the queue|na fila\b|pas encore|en attente|retard[ée]|continuera d['’]essayer|noch nicht|verz[öo]e?gert|weiter(?:hin)? versucht|vor[üu]bergehend|non (?:\S+ ){0,2}ancora|in ritardo|ritentat|temporaneamente/i
export const LASTING =
  /gave up|giving up|not going to try again|in the queue too long|permanent|5\.\d\.\d+|(?<!\d)55\d[ -]|i've given up|no longer|will not be retried|definitiv|no se (?:volver|seguir|reintent)|não (?:haverá|será|vamos)\b.{0,20}tent|keine weiteren|ne sera (?:plus|pas)|non verranno/i
export const GAVE_UP =
  /gave up|giving up|given up|not going to try again|in the queue too long|will not be retried|no se (?:volver|seguir|reintent)|não (?:haverá|será|vamos)\b.{0,20}tent|keine weiteren|ne sera (?:plus|pas)|non verranno/i

const TIRED =
  /after \d+ (?:\w+ )?attempt|(?:tras|despu[ée]s de|depois de|ap[óo]s) \d+ (?:intentos|tentativas)|not (?:be |been )?delivered within \d+/i
const KEEPS_TRYING =
  /will (?:be retried|keep trying|continue|try again)|still (?:trying|being)|seguir[áa]n? intent|volver[áa]n? a intentar|continuar[áa] tentando|tentaremos novamente/i

/** It tried so often, or so long, and says nothing of trying again. */
export const hasTired = (said: string) => TIRED.test(said) && !KEEPS_TRYING.test(said)
