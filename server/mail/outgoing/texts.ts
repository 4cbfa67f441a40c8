export const outgoingTexts = {
  es: {
    refusal: {
      mail_settled: 'Ese correo ya salió o se canceló: no hay nada que reintentar.',
      nothing_to_confirm:
        'No hay confirmación pendiente: ya se le escribió al cliente, o el ticket cambió. Respóndale usted.',
    },
    delivery: {
      in_doubt:
        'Quizás se entregó: el servidor recibió el correo entero y no confirmó ({{why}}). Pregunte antes de repetirlo.',
      sender_lost:
        'Quizás se entregó: la mesa se detuvo al entregar el correo, antes de saber qué respondió el servidor. Pregunte antes de repetirlo.',
      unsayable:
        'No salió: el servidor de correo no admite {{address}}, que tiene letras con acento u otras antes de la @ (SMTPUTF8). Pida otra dirección, o escriba sin ella a los demás.',
      restored:
        'Quizás ya salió: iba a salir cuando se hizo la copia de la que viene esta mesa. Pregunte antes de repetirlo.',
    },
    alert: {
      mail_failed: 'Un correo no llegó a {{recipients}}: {{why}}',
      mail_unconfirmed:
        'Se alcanzó el tope de confirmaciones por hora ({{limit}}), y los tickets siguientes no se confirman solos: responda a quienes esperan en «Nuevos» y vea si alguien inunda el buzón',
      mailbox_failing: 'El buzón {{address}} no puede enviar: {{trouble}}',
      template_broken: 'Un texto de correo falló y salió el original: {{fault}}',
    },
  },
  en: {
    refusal: {
      mail_settled: 'That e-mail has left or was cancelled: there is nothing to try again.',
      nothing_to_confirm:
        'No confirmation is left to send: the customer has been written to, or the ticket changed. Answer them yourself.',
    },
    delivery: {
      in_doubt:
        'It was perhaps delivered: the server took the whole e-mail and confirmed nothing ({{why}}). Ask before repeating it.',
      sender_lost:
        'It was perhaps delivered: the desk stopped while handing the e-mail over, before it knew what the server answered. Ask before repeating it.',
      unsayable:
        'It did not leave: the mail server does not take {{address}}, which has accented or other letters before the @ (SMTPUTF8). Ask for another address, or write to the others without it.',
      restored:
        'It has perhaps left: it was about to leave when the backup was made from which this desk comes. Ask before repeating it.',
    },
    alert: {
      mail_failed: 'An e-mail did not reach {{recipients}}: {{why}}',
      mail_unconfirmed:
        'The ceiling of confirmations in an hour ({{limit}}) is reached, and tickets that follow are not confirmed by themselves: answer those who wait in “New”, and see whether somebody floods the mailbox',
      mailbox_failing: 'The mailbox {{address}} cannot send: {{trouble}}',
      template_broken: 'An e-mail text failed and the built-in one went out: {{fault}}',
    },
  },
  pt: {
    refusal: {
      mail_settled: 'Esse e-mail já saiu ou foi cancelado: não há o que tentar de novo.',
      nothing_to_confirm: 'Não há confirmação pendente: já se escreveu ao cliente, ou o ticket mudou. Responda você.',
    },
    delivery: {
      in_doubt:
        'Talvez tenha sido entregue: o servidor recebeu o e-mail inteiro e não confirmou ({{why}}). Pergunte antes de repeti-lo.',
      sender_lost:
        'Talvez tenha sido entregue: a mesa parou ao entregar o e-mail, antes de saber o que o servidor respondeu. Pergunte antes de repeti-lo.',
      unsayable:
        'Não saiu: o servidor de e-mail não aceita {{address}}, que tem letras com acento ou outras antes da @ (SMTPUTF8). Peça outro endereço, ou escreva sem ele aos demais.',
      restored:
        'Talvez já tenha saído: ia sair quando se fez a cópia da qual vem esta mesa. Pergunte antes de repeti-lo.',
    },
    alert: {
      mail_failed: 'Um e-mail não chegou a {{recipients}}: {{why}}',
      mail_unconfirmed:
        'Foi atingido o limite de confirmações por hora ({{limit}}), e os tickets seguintes já não se confirmam sozinhos: responda a quem espera em «Novos» e veja se alguém inunda a caixa',
      mailbox_failing: 'A caixa {{address}} não consegue enviar: {{trouble}}',
      template_broken: 'Um texto de e-mail falhou e saiu o original: {{fault}}',
    },
  },
}
