/** Words about an absence. A person uses them as well: they count only beside evidence that a machine wrote. */
const WORDS = [
  // Spanish
  'ausen(?:cia|te)|vacaciones|feriado legal|fuera (?:de (?:la )?oficina|de la ciudad|hasta)|(?<!solicitud )de permiso|de viaje|d[íi]as (?:de descanso|libres)',
  'baja (?:m[ée]dica|maternal|por (?:maternidad|paternidad))|licencia (?:m[ée]dica|(?:de|por) (?:maternidad|paternidad))',
  'estar[ée] de vuelta|a (?:mi|la) (?:vuelta|regreso)|regres(?:o|ar[ée])|(?:volver[ée]|volveremos)(?! a |m)',
  String.raw`(?:estoy|estar[ée]|me encuentro) (?:\S+ ){0,2}fuera|no (?:estoy|estar[ée]|me encuentro) (?:\S+ ){0,2}(?:en (?:la|mi) oficina|disponible)`,
  '(?:sin acceso|acceso limitado) (?:a|al) (?:mi )?(?:correo|e-?mail)',
  String.raw`cerrad[oa]s? (?:por (?:vacaciones|inventario|festiv|fiesta|descanso|obras|navidad)|hasta|(?:el|los|del|desde el) (?:d[íi]as? )?\d)|(?:estaremos|permanecer\S+) cerrad[oa]|cerraremos`,
  // Portuguese
  'ausência|f[ée]rias|licença|em viagem|fora d[oe] (?:escrit[óo]rio|expediente)|(?:meu|no|ao|at[ée] o|data d[eo]) retorno',
  String.raw`(?:estou|estarei|encontro-me|me encontro) (?:\S+ ){0,2}fora|n[ãa]o (?:estou|estarei) (?:\S+ ){0,2}(?:no escrit[óo]rio|dispon)|sem acesso ao e-?mail`,
  '(?:estamos|estaremos) fechados|fechados? (?:até|para (?:férias|balanço|obras))',
  // English
  String.raw`out of (?:the )?office|absen[ct]|vacation|on (?:\w+ )?(?:holiday|leave)\b|(?:maternity|paternity|parental|annual|sick|medical) leave|away from (?:my|the) (?:desk|office|mail|e-?mail|computer)|not be reading (?:my |any )?e?-?mail`,
  String.raw`(?:i am|i['’]m|i will be|i['’]ll be|we are|we will be) (?:currently |now )?(?:away|out|unavailable|closed|offline|travell?ing)\b`,
  '(?:limited|no) (?:access to (?:my )?e-?mail|connectivity)|when i (?:return|get back)|(?:up)?on my return',
  // Others people write from
  `abwesen|im urlaub|nicht im (?:haus|b[üu]ro)|au(?:ß|ss)er haus|elternzeit|absence du bureau|en congé|vacances`,
  `fuori (?:sede|ufficio)|in ferie|assente|fora de l['’]oficina|afwezig|(?:op|met) vakantie|niet op kantoor`,
  'vacaci[óo]ns|f[óo]ra d[ao] oficina|oporret|kanpoan (?:nago|egongo)|bulegotik kanpo',
  // For good
  String.raw`(?:ya no|no longer|já não|não|ne|nicht mehr) (?:trabaj[oa]|works?|working|employed|pertene[zc]\w+|form[oa] parte|fa[çz]\w* (?:mais )?parte|trabalh[oa]|travaille)`,
  String.raw`(?:left|dej(?:ado|ó)|deix(?:ei|ou)|abandonado) (?:the|la|a|nuestra) (?:company|empresa|compañ[íi]a|organi[sz]a\S+)`,
]

const ABSENCE = new RegExp(WORDS.join('|'), 'i')

export const speaksOfAbsence = (text: string): boolean => ABSENCE.test(text)

const AWAY = new RegExp(
  [
    String.raw`\b(?:estoy|estar[ée]|estamos|estaremos|me encuentro|nos encontramos|permanecer\S+|estou|estarei|encontro-me|i am|i['’]m|i will be|i['’]ll be|we are|we will be)(?!\p{L})[^.!?\n]{0,60}(?:fuera|ausente|vacaciones|viaje|permiso|baja|licencia|cerrad|f[ée]rias|fora\b|ausente|licença|viagem|fechad|away|\bout\b|leave|holiday|vacation|unavailable|closed|offline|travel)`,
    String.raw`\b(?:regres(?:o|ar[ée]|amos|aremos)|volver[ée]|volveremos|vuelvo|retorno|voltarei|volto|a mi (?:vuelta|regreso)|de vuelta|(?:up)?on my return|when i (?:return|get back)|(?:i['’]ll|i will|will) (?:be back|return|reply)|back (?:on|in))(?!\p{L})`,
    '(?:sin acceso|acceso limitado|limited access|no access|sem acesso|ya no trabaj|no longer work|já não trabalh|não trabalho mais)',
    // in the other languages nobody has asked us about automatic answers yet
    'abwesen|im urlaub|au(?:ß|ss)er haus|absente?\\b|congés?(?!\\p{L})|de retour|fuori (?:sede|ufficio)|in ferie|assente|afwezig|vakantie|fora de l|oporret|kanpoan',
  ].join('|'),
  // \b knows no letter with an accent: behind “estaré” it would never match.
  'iu',
)
/** “Estoy fuera hasta …”: whoever only names absences may write of those of others, or of the program that announces them. */
export const saysItIsAway = (text: string): boolean => AWAY.test(text)

const ASKS = new RegExp(
  [
    String.raw`\?(?:\s|$)|\b(?:necesito|necesitamos|preciso|precisamos|(?:i|we) need)\b`,
    `(?:por favor|please|solicito|solicitamos|agradezco)[,:]? (?:que )?(?:me |nos |lo |la )?(?:re[vp]is|arregl|correg|corrij|habilit|activ|desactiv|soluc|ayud|enable|disable|fix|check|repair|help|verifi|consert|corrij)`,
    String.raw`\b(?:no|não|doesn['’]t|does not|cannot|can['’]t|won['’]t) (?:me |nos |se |le |lo )?(?:deja|dejan|funciona|funcionan|logro|consigo|conseguimos|env[íi]an?|guarda|activa|work|turn|set|save|send)\b`,
    String.raw`\berror \d|\b(?:shows?|da|muestra|aparece) (?:an? |un )?(?:error|erro)\b`,
  ].join('|'),
  'i',
)
/** Who is away asks for nothing, and tells of nothing that does not work. */
export const asksForHelp = (text: string): boolean => ASKS.test(text)
