export const outgoingTexts = {
  es: {
    refusal: { mail_settled: 'Ese correo ya salió o se canceló: no hay nada que reintentar.' },
    alert: {
      mail_failed: 'Un correo no llegó a {{recipients}}: {{why}}',
      mailbox_failing: 'El buzón {{address}} no puede enviar: {{trouble}}',
      template_broken: 'Un texto de correo falló y salió el original: {{fault}}',
    },
  },
  en: {
    refusal: { mail_settled: 'That e-mail has left or was cancelled: there is nothing to try again.' },
    alert: {
      mail_failed: 'An e-mail did not reach {{recipients}}: {{why}}',
      mailbox_failing: 'The mailbox {{address}} cannot send: {{trouble}}',
      template_broken: 'An e-mail text failed and the built-in one went out: {{fault}}',
    },
  },
  pt: {
    refusal: { mail_settled: 'Esse e-mail já saiu ou foi cancelado: não há o que tentar de novo.' },
    alert: {
      mail_failed: 'Um e-mail não chegou a {{recipients}}: {{why}}',
      mailbox_failing: 'A caixa {{address}} não consegue enviar: {{trouble}}',
      template_broken: 'Um texto de e-mail falhou e saiu o original: {{fault}}',
    },
  },
}
