/** What people say at a desk whatever the problem is. Customers are addressed as «usted». */
export const TAKEN = [
  'Recibimos su solicitud y ya la estamos revisando. Le escribiremos en cuanto tengamos novedades.',
  'Gracias por avisarnos. Tomé su caso y lo estoy revisando; le cuento apenas sepa más.',
  'Su solicitud quedó conmigo. Voy a reproducir el problema y le respondo hoy mismo.',
  'Muchas gracias por los detalles, ayudan bastante. Estoy en ello y le informo por aquí.',
]
export const UPDATE = [
  'Le cuento cómo vamos: ya encontramos el origen y estamos preparando la corrección. Le escribo de nuevo en cuanto esté lista.',
  'Seguimos trabajando en su caso. Falta una comprobación y, si sale bien, lo dejamos resuelto hoy.',
  'Para mantenerle al tanto: probamos una primera solución y no bastó. Estamos con la segunda.',
  'Todavía no está resuelto, pero avanzamos. El próximo día hábil, a primera hora, le doy noticias, con o sin solución.',
]
export const WAITING = [
  'Consultamos a {third} y esperamos su respuesta. Le informo apenas la tengamos.',
  'Para terminar necesitamos a {third}. Ya les pedimos que lo vean con prioridad y los vamos a llamar si no responden.',
]
export const DONE = [
  'Le informo que {done}. ¿Nos confirma que todo quedó funcionando?',
  'Buenas noticias: {done}. Por favor revíselo con calma y cuéntenos.',
  'Ya quedó: {done}. Si nota cualquier cosa, respóndanos por aquí mismo.',
]
export const DONE_CALL = [
  'Se le informa que {done}. Lo revisará y avisará si algo falla.',
  'Se le explica por teléfono que {done}.',
]
export const THANKS = [
  'Muchas gracias, quedó solucionado.',
  'Confirmo, todo bien. Gracias por la ayuda.',
  'Gracias, ya quedó resuelto. Saludos cordiales.',
  'Perfecto, confirmo que funciona. Muchas gracias.',
]
export const BARE_THANKS = ['Muchas gracias por su ayuda.', 'Perfecto, gracias.', 'Recibido, muchas gracias. Saludos.']
export const AGAIN = [
  'Lamentablemente volvió a ocurrir hoy, igual que antes. ¿Pueden revisarlo de nuevo?',
  'Ayer funcionó, pero esta mañana apareció otra vez. Les agradeceré que lo vean.',
  'No quedó del todo bien: en un puesto sigue pasando lo mismo.',
]
export const LATER = [
  'Hace unos días nos resolvieron este problema y hoy volvió a aparecer. ¿Lo pueden revisar?',
  'Es por el mismo tema: quedó bien, pero ahora ocurre en el otro local.',
]
export const AGAIN_FOUND = [
  'La corrección no se había aplicado en todos los puestos. Se repite en los que faltaban.',
  'Al reiniciar se perdió el ajuste: hay que dejarlo guardado en la configuración general.',
]
export const NO_ANSWER = [
  'Suena hasta cortarse.',
  'No contesta. Se intentará en otro horario.',
  'Nadie responde en el número principal.',
]
export const BUSY = ['Ocupado dos veces seguidas.', 'Da tono de ocupado.']
export const VOICEMAIL = [
  'Buzón de voz: se deja recado con el número de ticket y lo que falta para seguir.',
  'Se deja mensaje en el buzón pidiendo la información pendiente.',
]
export const ADDRESS_CORRECTED = [
  'La confirmación fue devuelta: el correo estaba mal escrito en su ficha. Lo deletrea y se corrige con el cliente en línea.',
  'Se le llama porque el correo rebotó. Había una letra cambiada; queda corregido.',
]
export const CONFIRMED = [
  'Confirma que todo funciona desde ayer. Agradece la rapidez.',
  'Lo probó con su equipo y está conforme. Se puede cerrar.',
  'Dice que quedó bien y que no ha vuelto a ocurrir.',
]
export const CALLBACK = [
  'Está atendiendo público; pide que llamemos más tarde.',
  'Va manejando. Acordamos llamar cuando llegue a la oficina.',
]
export const HANDED_OVER = [
  'Se descartó lo habitual en primera línea; se deriva con lo que se revisó hasta ahora.',
  'Corresponde al equipo especializado. El cliente ya sabe que lo contactarán ustedes.',
  'Derivado: requiere acceso que soporte no tiene.',
]
export const ASKED_AGAIN = [
  'Insiste por el mismo problema. Dice que todavía no tiene respuesta.',
  'Llama otra vez por lo mismo.',
]
export const SNOOZES = [
  'El cliente pidió verlo la próxima semana, está de inventario.',
  'Se espera la ventana de mantención de esta noche.',
  'Quien conoce el caso vuelve mañana.',
]
/** Nobody of its own: a customer of ours; else one person, found again by the address or the telephone. */
export type Stray = {
  channel: 'email' | 'phone' | 'portal'
  from?: { name: string; email?: string; phone?: string }
  /** Of a mail, what is known of its sender. */
  verdict?: 'pass' | 'fail'
  subject: string
  reason: string
  says: string
}
export const STRAY: Stray[] = [
  {
    channel: 'email',
    from: { name: 'Posiciona Ya', email: 'ventas@posiciona-ya.example' },
    subject: 'Aparezca primero en los buscadores',
    reason: 'Publicidad',
    says: '¿Quiere que su negocio aparezca primero en los buscadores? Responda a este mensaje y le cuento cómo.',
  },
  {
    channel: 'phone',
    from: { name: 'Rosa Contreras', phone: '+56 2 2555 0147' },
    subject: 'Horario de una peluquería',
    reason: 'Número equivocado',
    says: 'Pregunta por el horario de una peluquería. Se le explica que el número es otro.',
  },
  {
    channel: 'email',
    verdict: 'fail',
    subject: 'Cambio de cuenta bancaria',
    reason: 'Suplantación: el correo no viene del servidor del cliente',
    says: 'Estimados:\n\nLes informamos que cambió nuestra cuenta bancaria. Desde hoy las devoluciones deben hacerse a la cuenta que indicaremos. Confirmen por este medio a la brevedad.\n\nAtentamente,\nDepartamento de pagos',
  },
  {
    channel: 'email',
    from: { name: 'Mayorista del Norte', email: 'ventas@mayorista-del-norte.example' },
    subject: 'Lista de precios de rollos térmicos',
    reason: 'Publicidad',
    says: 'Buenas tardes:\n\nLe hago llegar nuestra lista de precios de rollos térmicos y etiquetas. Quedo a su disposición para una cotización.',
  },
  {
    channel: 'portal',
    subject: 'Prueba del formulario',
    reason: 'Prueba',
    says: 'Prueba del formulario, por favor no tomar en cuenta.',
  },
  {
    channel: 'phone',
    subject: 'Llamada sin voz',
    reason: 'Llamada sin voz',
    says: 'No se escucha a nadie; se corta a los pocos segundos.',
  },
]
export const CHECKS = [
  'Se repitió el caso tres veces con el cliente en línea, sin error.',
  'Probado en el ambiente de pruebas y luego en el del cliente.',
  'Se observó durante una jornada completa; sin nuevos casos.',
]
export const BY_THE_WAY = {
  says: 'Aprovecho de preguntar otra cosa: ¿se puede enviar la copia de los documentos a dos correos?',
  subject: 'Consulta: enviar copia de los documentos a dos correos',
  solved: {
    answer:
      'Sí, se puede: en la ficha del cliente escriba los dos correos separados por una coma. Ya lo dejé así en la suya.',
    solution: 'Se escribieron los dos correos en la ficha, separados por una coma.',
    cause: 'Consulta de uso.',
  },
}
