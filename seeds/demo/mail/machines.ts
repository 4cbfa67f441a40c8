import type { Chance } from '../../big/chance.ts'
import { type Enclosed, invoiceFile } from './enclosures.ts'
import { ADDRESS, type OurMail } from './post.ts'
import { compose, dateIn, domainOf, stamps, type Writer } from './raw.ts'

/** What a customer's mail program answers while they are away. */
export function absence(from: Writer, ours: OurMail, at: Date, chance: Chance): Promise<Buffer> {
  const text = chance.one([
    'Muchas gracias por su mensaje. Estoy fuera de la oficina y vuelvo el lunes. Si es urgente, llame a nuestra central.',
    'En este momento me encuentro con permiso, sin acceso al correo. Responderé a mi regreso.',
    'Estoy de viaje hasta el jueves y leeré su mensaje a la vuelta. Saludos cordiales.',
  ])
  return compose(
    stamps({ from, at }, chance),
    {
      ...{ from, subject: `Respuesta automática: ${ours.subject}`, text },
      ...{ inReplyTo: ours.messageId, references: [ours.messageId] },
      headers: { 'Auto-Submitted': 'auto-replied', 'X-Auto-Response-Suppress': 'All' },
    },
    { from, at },
    chance,
  )
}

/** RFC 3464: the customer's server knows nobody of that name. */
export function bounce(ours: OurMail, at: Date, zone: string, chance: Chance): Buffer {
  const domain = domainOf(ours.to)
  const limit = `=_dsn_${chance.next().toString(36)}`
  const said = `550 5.1.1 <${ours.to}>: Recipient address rejected: User unknown`
  const head = [
    'Return-Path: <>',
    `From: Mail Delivery System <MAILER-DAEMON@mx.${domain}>`,
    `To: ${ADDRESS}`,
    'Subject: Undelivered Mail Returned to Sender',
    `Date: ${dateIn(zone, at)}`,
    `Message-ID: <${chance.next().toString(36)}@mx.${domain}>`,
    ...['Auto-Submitted: auto-replied', 'MIME-Version: 1.0'],
    `Content-Type: multipart/report; report-type=delivery-status; boundary="${limit}"`,
  ]
  const words = [
    ...['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit', ''],
    `Este es el sistema de correo de mx.${domain}.`,
    ...['', 'Su mensaje no se pudo entregar a uno o más destinatarios.', '', `<${ours.to}>: ${said}`],
  ]
  const report = [
    ...['Content-Type: message/delivery-status', '', `Reporting-MTA: dns; mx.${domain}`],
    ...[`Arrival-Date: ${dateIn(zone, ours.at)}`, '', `Final-Recipient: rfc822; ${ours.to}`],
    ...['Action: failed', 'Status: 5.1.1', `Diagnostic-Code: smtp; ${said}`],
  ]
  const original = [
    ...['Content-Type: message/rfc822', '', `From: <${ADDRESS}>`, `To: <${ours.to}>`],
    ...[`Date: ${dateIn(zone, ours.at)}`, `Message-ID: ${ours.messageId}`, 'MIME-Version: 1.0'],
  ]
  const parts = [words, report, original].flatMap((part) => [`--${limit}`, ...part, ''])
  return Buffer.from([...head, '', ...parts, `--${limit}--`, ''].join('\r\n'))
}

type Issue = { from: { name: string; address: string }; subject: string; text: string }
export const NEWSLETTERS: Issue[] = [
  {
    from: { name: 'Cámara de Comercio del Sur', address: 'boletin@camara-del-sur.example' },
    subject: 'Boletín del mes: seminarios y nuevas normas',
    text: 'Estimada socia, estimado socio:\n\nEste mes lo invitamos a tres seminarios gratuitos sobre documentos electrónicos. Inscríbase hasta el viernes.',
  },
  {
    from: { name: 'Impresoras Lautaro', address: 'novedades@impresoras-lautaro.example' },
    subject: '20 % de descuento en rollos térmicos',
    text: 'Solo esta semana: rollos térmicos de 80 mm con 20 % de descuento por caja cerrada.',
  },
  {
    from: { name: 'Nube Austral', address: 'estado@nube-austral.example' },
    subject: 'Mantención programada del centro de datos',
    text: 'Informamos a nuestros clientes que el domingo, entre las 3 y las 5 h, haremos una mantención programada. No esperamos interrupciones.',
  },
]

export function newsletter({ from, subject, text }: Issue, at: Date, zone: string, chance: Chance): Promise<Buffer> {
  const writer = { ...from, zone }
  const leave = `https://${domainOf(from.address)}/baja`
  return compose(
    stamps({ from: writer, at }, chance),
    {
      ...{ from, subject, text: `${text}\n\nSi no desea recibir estos mensajes: ${leave}` },
      headers: { 'List-Unsubscribe': `<${leave}>`, Precedence: 'bulk' },
    },
    { from: writer, at },
    chance,
  )
}

/** A scanner nobody has given a name: it says what it sends, and not who it is. */
export function senderless(at: Date, zone: string, chance: Chance): Promise<Buffer> {
  const scan: Enclosed = { ...invoiceFile('CL', chance), filename: 'Escaneo_0047.pdf' }
  return compose(
    '',
    {
      ...{
        subject: 'Documento escaneado',
        text: 'Se adjunta el documento escaneado en la recepción.',
        attachments: [scan],
      },
      headers: { 'X-Mailer': 'Multifuncional recepción' },
    },
    { from: { address: `escaner@${domainOf(ADDRESS)}`, zone }, at },
    chance,
  )
}
