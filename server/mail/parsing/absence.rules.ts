/** Words about an absence. A person uses them as well: they count only beside evidence that a machine wrote. */
const WORDS = [
  // Spanish
  'ausen(?:cia|te)|vacaciones|fuera (?:de (?:la )?oficina|de la ciudad|hasta)|(?<!solicitud )de permiso|de viaje|d[íi]as (?:de descanso|libres)',
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
  String.raw`out of (?:the )?office|absen[ct]|vacation|on (?:\w+ )?(?:holiday|leave)\b|(?:maternity|paternity|parental|annual|sick|medical) leave|away from (?:my|the) (?:desk|office)`,
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
