/**
 * E7: whether a few words say that what was asked for is solved, or may be closed. They are read whole: one word beyond what stands here and
 * they say something else («funciona a medias», «confirmo la visita»). In small letters, without accents and signs.
 */
export const saysSolved = (clause: string) => SOLVED.test(clause) && !doubts(clause)

/** A yes, which confirms where it answers our question. */
export const saysYes = (clause: string) => YES.test(clause)

/** Beside words that do say so: that something does its work, in words of their own («ya me llegan los correos»). */
export const saysItGoes = (clause: string) => GOES.test(clause) && !doubts(clause) && !WISHES.test(clause)

/** Something is left, is not sure, or is not as it should be: whoever says so does not say that all is well. */
export const doubts = (clause: string) => DOUBT.test(clause)

/** «Sin problemas», «ya no da error»: a negation that says that all is well; and what came back where that is good. */
export const eased = (clause: string) =>
  clause
    .replace(NO_TROUBLE, 'esta bien')
    .replace(SMOOTHLY, 'bien')
    .replace(GOES_AGAIN, 'funciona')
    .replace(NO_MORE, 'todo bien')

/** One of these, words or pieces of a pattern, with a bar between spaces from each other. */
const any = (...lists: string[]) => `(?:${lists.flatMap((list) => list.split(' | ')).join('|')})`
const maybe = (part: string) => `(?:${part} )?`
const each = (part: string) => `(?:${part} )*`
const then = (part: string) => `(?: ${part})*`
const either = (...parts: string[]) => `(?:${parts.join('|')})`
const word = (part: string) => new RegExp(String.raw`\b${part}\b`, 'g')

const TROUBLES = any('error(?:es|s)? | problemas? | fallas? | inconvenientes? | erros? | problems? | issues?')
const NO_TROUBLE = word(
  `${maybe(any('ya | ja | hay'))}${any('no | nao')} ${maybe(any('me | nos | se | les'))}${any('da | dio | deu | sale | aparece | tengo | tenemos | hay | existe | arroja | marca | presenta | tenho | temos | ha | tira | muestra')} ${each(any('el | la | mas | mais | ningun | nenhum | ese | este | o'))}${TROUBLES}`,
)
const SMOOTHLY = word(
  `${any('sin | sem | without | no')} ${maybe(any('ningun | nenhum | mas | mais | any | more | further'))}${either(TROUBLES, any('novedad | novedades | dificultad | dificultades | novidades?'))}`,
)
const BACK = any('volvio | volvieron | voltou | voltaram')
const GOES_AGAIN = word(
  `(?:(?:no|nao) (?:me |nos |se )?${BACK} a ${any('presentar | dar (?:erro|error) | fallar | falhar | pasar | ocurrir | suceder | acontecer | caerse | cortarse | bloquearse | apagarse')}|${BACK} (?:a la normalidad|ao normal)|${BACK} a ${any('funcionar | imprimir | andar | prender | encender | conectar | cargar | enviar | ligar | carregar')})`,
)
const NO_MORE = word(
  `(?:no (?:necesito|necesitamos|tengo) )?(?:nada (?:mas|mais)|nothing (?:else|more))(?: ${any('needed | to add | (?:que|a|por|para) (?:agregar|decir|anadir|acrescentar|reportar|comentar)')})?`,
)
const DOUBT = new RegExp(
  String.raw`\b${any(
    'no | nao | not | dont | doesnt | isnt | nada | nunca | tampoco | ni | sin | sem | without | pero | mas | but | salvo | excepto | except | menos',
    'sigue | siguen | continua | segue | still | aun | todavia | ainda | yet | falta | faltan | falto | missing | casi | quase | almost',
    'falla | fallan | fallo | fallando | falhou | fails? | error | errores | mal | peor | worse | igual | rar[oa]s? | lento | lenta | lentamente | devagar | slow | demora',
    'medio | media | medias | mitad | metade | half | solo | solamente | unic[oa] | only | apenas | some | part | (?<!(?:mi|nuestra|minha|nossa) )parte',
    'primer | primer[oa]s? | primeir[oa]s? | first | segund[oa]s? | second | otr[oa]s? | outr[oa]s? | other | another | algun[oa]?s? | algum | alguma | algo',
    'parece | parecia | seems | creo | supongo | espero | esperando | hope | maybe | quizas? | talvez | volvio | volvieron | voltou | voltaram',
    'cuando | quando | when | until | hasta | mientras | luego | despues | pronto | later | rato | veces | momento | por ahora | por agora | enquanto | for now',
    'en blanco | em branco | blank | rot[oa]s? | vaci[oa]s? | equivocad[oa]s? | incorrect[oa]s? | bloque[a-z]+ | anterior(?:es)? | ruido | alarma | humo | roj[oa] | tecnico | deuda | queja | demanda',
    'lunes | martes | miercoles | jueves | viernes | sabado | domingo | manana | visita | urgente',
  )}\b`,
)
const WISHES = new RegExp(
  String.raw`\b${any(
    'necesito | necesitamos | quier[oe] | queremos | quisiera | podrian? | favor | envien? | manden? | avisen? | llamen? | revisen? | vean',
    'agreguen? | ayuden? | mande | manda | cobr(?:o|an|aron) | instalen? | cambien? | need | want | could | please | preciso | gostaria | tambien | tambem | also | ademas',
  )}\b`,
)
/** What it is about, in the writer's own words: «la impresora de recepción», «my account». */
const OF_THE = any(
  'el | la | los | las | mi | mis | su | sus | nuestr[oa]s? | este | esta | o | a | os | as | meu | minha | noss[oa] | the | my | our | your',
)
const THING = either(
  any(
    'todo | tudo | eso | esto | isso | everything | all | it | that | this | ambos | ambas | problema | tema | asunto',
  ),
  `${OF_THE} [a-z0-9]+(?: ${any('de | del | en | do | da | no | na | of | in | con')}(?: ${any('el | la | los | las | mi | the | our | my')})? [a-z0-9]+)?(?: [a-z0-9]+)?`,
)
/** Behind what is said of it, by its name alone: «quedó resuelto el caso de mi vecina» says nothing of one's own. */
const IT_ALONE = `(?: ${OF_THE} [a-z0-9]+)?`
const CASE = `${maybe(any('el | la | este | esta | ese | esa | mi | su | o | a | esse | essa | meu | minha | the | this | my | that'))}${any(
  'caso | ticket | tiquete | solicitud | reclamo | requerimiento | incidente | incidencia | tema | asunto | peticion | folio',
  'problema | chamado | solicitacao | atendimento | case | request | issue',
)}(?: ${maybe(any('n | nro | num | numero | number'))}[0-9]{2,})?`
const ASIDE = any(
  'hola | holaa | ola | oi | hi | hello | estimad[oa]s? | buen(?:os|as)? (?:dias?|tardes?|noches) | buenas | bom dia | boa tarde',
  'si | sim | yes | yep | sip | ya | ja | ahora | agora | now | todo | tudo | all | que | ok | okey | me | nos | muy | mucho | muito | super | just | fully',
  'por fin | al fin | finalmente | finally | efectivamente | en efecto | perfectamente | completamente | totalmente | claro | correcto',
  'nuevamente | novamente | de nuevo | again | recien | hoy | hoje | entonces | entao | then | aqui | por aca | por aqui | por suerte',
  '(?:por|de|da) (?:mi|nuestra|minha|nossa) parte | listo | perfecto | excelente | genial | buenisimo | barbaro | joya | dale | vale | bueno | otimo | great | perfect',
)
const WELL = any(
  'bien | bem | well | fine | ok | okey | okay | good | great | perfect[oa]s? | perfeit[oa]s? | perfectly | perfectamente | perfeitamente',
  'correct[oa]s? | correctamente | corretamente | correctly | impecable | excelente | normal | normalmente | normally | direitinho | certinho | cert[oa]s?',
  'otim[oa]s? | al cien | de maravilla | de lujo | de diez | super | joya | barbaro | buenisimo | al 100(?: por ciento)? | como corresponde | as expected',
  'list[oa]s? | pront[oa]s? | conformes? | en orden | em ordem | in order | set',
)
const MENDED = any(
  'funcionando | funcional(?:es)? | operativ[oa]s? | operacional | operando | andando | imprimiendo | working | running | printing',
  'solucionad[oa]s? | resuelt[oa]s? | resolvid[oa]s? | arreglad[oa]s? | reparad[oa]s? | corregid[oa]s? | corrigid[oa]s? | subsanad[oa]s? | superad[oa]s?',
  'normalizad[oa]s? | regularizad[oa]s? | habilitad[oa]s? | arrumad[oa]s? | consertad[oa]s? | recuperad[oa]s? | fixed | solved | resolved',
  'sorted(?: out)? | a funcionar | done | restored | up and running | back (?:up|online|to normal)',
)
const SOUND = either(WELL, MENDED)
const SINCE = any('desde (?:ayer|hoy|la manana|entonces|ontem) | since (?:yesterday|then|monday)')
const ALL = any('todo | tudo | all | everything')
const IS = any(
  '(?:me |nos |se )?(?:ha |han )?(?:quedo|quedaron|quedado|quede|quedamos|esta|estan|estoy|estamos|fue|fueron|va|van|sido) | se encuentran? | se ha | se han',
  'ta | been | s been | ficou | ficaram | estao | foi | foram | is | its | s | are | was | has been | have been | looks',
)
const WORKS = any(
  '(?:me |nos )?(?:funciona|funcionan|funciono|funcionaron|funcionam|funcionou|sirvio|resulto) | anda | andan | anduvo | jala | jalo',
  'ya quedo | quedo todo | se (?:soluciono|solucionaron|resolvio|resolvieron|arreglo|arreglaron|corrigio) | resolveu | deu (?:tudo )?certo | works | worked | did the trick | like a charm | works like a charm | thats fixed it | (?:solved|fixed) it',
  '(?:(?:i|we) )?(?:puedo|pude|podemos|pudimos|logre|logramos|consigo|consegui|conseguimos|can) (?:entrar|ingresar|acceder|acessar|imprimir|conectar(?:me|nos)?|trabajar|trabalhar|enviar|facturar|log in|log on|sign in|print|connect)(?: (?:al|en el|a la|ao|no) (?:sistema|correo|programa|portal|equipo|vpn))?',
)
/** What it does again; what it does it to would say how. */
const DOES = any('imprime | imprimen | prende | prenden | enciende | conecta | carga | abre')
const CONFIRM = any(
  '(?:(?:le|les|te|lo|la|se) )?(?:[ck]o[mn]fir?mo|confirmamos|confirmado|confirma)(?: a (?:usted|ustedes|ud|uds))?',
  '(?:(?:i|we) )?(?:can |hereby |happy to )?confirm(?:ed)? | (?:quiero|queria|quisiera|puedo|podemos) confirmar(?:le|les|te|lo)?',
)
const TELL = either(
  CONFIRM,
  any(
    '(?:(?:le|les|te) )?(?:informo|informamos|comento|comentamos|aviso|avisamos|cuento|escribo para confirmar(?:les)?)',
  ),
)
/** What somebody may do again, and what something does for them. */
const SERVES = any(
  '(?:puedo|pude|podemos|pudimos|consigo|consegui|conseguimos) \\S+r | (?:i|we) can [a-z]+ | (?:se |me |nos )?(?:ve|veo|vemos|abre|abren|abrio|aparece|aparecen|llega|llegan|llego|llegaron|deja|toma|reconoce|actualiza|actualizo|recibo|recibimos|recebo)',
  DOES,
)
const GOES = new RegExp(`^${each(ASIDE)}${maybe(THING)}${each(ASIDE)}${SERVES}(?: \\S+){0,6}$`)
const SOLUTION = any(
  'solucion | resolucion | cierre | conformidad | arreglo | reparacion | solucao | encerramento | resolucao | fix | solution | resolution',
)
const ENDED = any(
  'cerrad[oa] | terminad[oa] | finalizad[oa] | resuelt[oa] | solucionad[oa] | concluid[oa] | encerrad[oa] | resolvid[oa]',
)
const CLOSE = any(
  `cerrar(?:lo|la|le)? | cierren?(?:lo|la)? | finalizar(?:lo|la)? | el cierre | encerrar | fechar | (?:encerra|fecha|finaliza) l[oa] | dar baixa`,
  'close(?: it| this| that)?(?: one)?',
)
const MAY = any(
  '(?:se )?(?:puede|pueden|podes|podeis|podrian?|podem|pode) | (?:por )?favor | porfa | autorizo(?: a)? | adelante(?: con)? | les pido | proced(?:er|an|a) (?:a|con|al)',
  'you (?:can|may) | please | pls | feel free to | go ahead and | ok to | fine to | happy for you to | happy to',
)

const QUEDA = `${maybe('ya')}${any('queda | quedo | esta | fica | ficou')} ${ENDED}`

const SOLVED = new RegExp(
  `^${each(ASIDE)}${either(
    `${maybe(TELL)}${each(ASIDE)}${maybe(THING)}${each(ASIDE)}${either(`${IS} ${each(ASIDE)}${SOUND}`, WORKS)}${then(either(SOUND, ASIDE, SINCE))}${IT_ALONE}`,
    `${maybe(TELL)}${each(ASIDE)}${maybe(THING)}${maybe(any('ya | ja'))}${DOES}${then(either(SOUND, ASIDE, SINCE))}`,
    `${CONFIRM}${then(either(ALL, ASIDE, 'it'))}`,
    `${either(CONFIRM, any('acepto | aceptamos | aceito | doy | damos | dou | aprobad[oa]'))} ${maybe(any('mi | nuestra | la | su | el | a | o | the'))}${SOLUTION}(?: ${any('de | del | do | da | of')} ${CASE})?`,
    `${maybe(TELL)}${maybe(any('quedo | quedamos | estoy | estamos | fico | ficamos'))}${each(ASIDE)}${any('conformes? | satisfech[oa]s? | de acuerdo')}(?: co[mn] ${any('el | la | lo | su | a | o | the')} ${either(SOLUTION, any('resultado | servicio | trabajo | atencion | gestion | respuesta | realizado'))})?`,
    `${maybe(any('problema | tema | asunto | caso | ticket | incidente | problem | issue | chamado'))}${each(ASIDE)}${MENDED}${then(either(SOUND, ASIDE))}`,
    `${each(MAY)}${each(any('ya | si | sim | now | proceder (?:a|con|al)'))}${either(CLOSE, `dar(?:lo|la)? por ${ENDED}`)}(?: ${CASE})?${then(any('ya | bien | nomas | now | entonces | tranqui | tranquilos? | tranquilamente'))}`,
    `${maybe(any('lo | la | se'))}${any('doy | damos | dan? | dou')} por ${ENDED}(?: ${CASE})?`,
    `${maybe('de acuerdo con')}el cierre`,
    `${CASE} can be closed`,
    either(`${CASE} ${QUEDA}`, `${QUEDA} ${CASE}`),
  )}$`,
)
const YES = new RegExp(
  `^${either(
    any(
      'si | si senor(?:a|ita)? | sip | yes | yep | yeah | yup | sim | correcto | correct | asi es | exacto | exactamente | exato | exatamente | efectivamente',
      'afirmativo | sin novedad | ahora si | agora sim | claro(?: que si)? | por supuesto | isso | isso mesmo | that s right',
    ),
    `${maybe(any('si | sim | yes | ya | ja'))}${maybe(any('ya | esta | ta'))}${ALL}(?: ${any('muy | super | esta | marcha')})?(?: ${WELL})+(?: con ${THING}| (?:por|de|da) (?:mi|nuestra|minha|nossa) parte| on my (?:side|end))?`,
    ALL,
  )}${then(any('si | sim | asi es | correcto | todo | bien | ok | aqui | por aca | por aqui | here'))}$`,
)
