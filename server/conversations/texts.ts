export const conversationTexts = {
  es: {
    refusal: {
      draft_elsewhere:
        'Este borrador se escribió también en otra ventana. Vea ambos textos y decida con cuál seguir: no se perdió ninguno.',
      call_ended: 'La llamada ya terminó: lo que falte puede anotarse en el ticket o en una llamada nueva.',
      call_needs_ticket:
        'Ese desenlace habla de un ticket y la llamada no tiene ninguno: regístrelo antes o elija otro.',
      not_emptied:
        'Entretanto se dijo algo más en este ticket, que no queda vacío: no se movió nada. Véalo y muévalo sin cerrar el ticket.',
      no_channel: 'Todavía no hay un buzón de correo configurado: pida a quien administra que lo conecte.',
      newer_interaction:
        'Mientras escribía llegó un mensaje nuevo. Léalo y decida si su respuesta sigue siendo la adecuada.',
    },
    field: {
      missed_is_incoming: 'Solo se pierde una llamada recibida.',
      only_callback: 'La fecha solo corresponde a «Devolver la llamada».',
      nobody_to_call: 'Anote el número o elija a la persona: sin eso no se podrá devolver la llamada.',
      only_by_phone: 'Un ticket con llamada llega por teléfono.',
      no_such_file: 'El archivo {{id}} no existe o no es suyo: vuelva a subirlo.',
      ticket_or_new: 'Indique el ticket al que va, o pida uno nuevo: una cosa de las dos.',
      no_such_interaction: 'La interacción {{id}} no está en este ticket.',
      no_mail_address: '«{{address}}» no es una dirección de correo.',
      note_to_nobody: 'Una nota interna no tiene destinatarios: quítelos, o escriba un correo.',
      own_mailbox: '{{address}} es un buzón de esta mesa: escriba al cliente o a otra persona.',
      no_address: 'No hay a quién enviarlo: indique una dirección de correo.',
      too_many_recipients: 'Son demasiados destinatarios: como máximo cien por correo.',
      too_heavy_to_mail: 'Los adjuntos pesan más de 25 MB: la mayoría de los servidores rechaza un correo así.',
      internal_note: 'Una nota interna no se envía por correo ni se responde por él.',
      one_line: 'El asunto debe caber en una línea, sin saltos ni caracteres invisibles.',
    },
    reason: {
      call_of_another: 'la llamada la atiende otra persona de un grupo donde no puede trabajar tickets.',
    },
    alert: {
      callback_due: 'Hay que devolver la llamada a {{whom}}',
    },
    script: {
      greeting:
        '{{ greeting }}, gracias por llamar a {{ company.name }}. Le atiende {{ agent.name }}. ¿En qué puedo ayudarle{% if customer %}, {{ customer.firstName }}{% endif %}?',
      closing:
        '{% if ticket %}Su número de ticket es {{ ticket.spoken }}. {% endif %}{% if ticket.estimate != blank %}Estimamos resolverlo {{ ticket.estimate }}. {% endif %}Gracias por llamar a {{ company.name }}. Que tenga un buen día.',
      when_one: 'el {{day}}, a la {{time}}',
      when_many: 'el {{day}}, a las {{time}}',
      when_other: 'el {{day}}, a las {{time}}',
      partOfDay: {
        morning: 'Buenos días',
        afternoon: 'Buenas tardes',
        night: 'Buenas noches',
      },
    },
  },
  en: {
    refusal: {
      draft_elsewhere:
        'This draft was also written in another window. Look at both texts and decide which to go on with: neither is lost.',
      call_ended: 'The call is over: note what is missing on the ticket, or in a new call.',
      call_needs_ticket: 'That outcome speaks of a ticket and the call has none: register it first, or choose another.',
      not_emptied:
        'Something else was said on this ticket meanwhile, so it is not left empty: nothing was moved. Look at it, and move without closing the ticket.',
      no_channel: 'No mailbox has been set up yet: ask your administrator to connect one.',
      newer_interaction:
        'A new message came in while you were writing. Read it and decide whether your answer still fits.',
    },
    field: {
      missed_is_incoming: 'Only an incoming call can be missed.',
      only_callback: 'The date belongs to “Call back” alone.',
      nobody_to_call: 'Note the number or choose the person: otherwise nobody can be called back.',
      only_by_phone: 'A ticket with a call comes in by phone.',
      no_such_file: 'File {{id}} does not exist or is not yours: upload it again.',
      ticket_or_new: 'Name the ticket it goes to, or ask for a new one: one of the two.',
      no_such_interaction: 'Interaction {{id}} is not on this ticket.',
      no_mail_address: '“{{address}}” is not an e-mail address.',
      note_to_nobody: 'An internal note has no recipients: leave them out, or write an e-mail.',
      own_mailbox: '{{address}} is a mailbox of this desk: write to the customer or to somebody else.',
      no_address: 'There is nobody to send it to: enter an e-mail address.',
      too_many_recipients: 'Too many recipients: a hundred per e-mail at most.',
      too_heavy_to_mail: 'The attachments weigh more than 25 MB: most servers refuse such an e-mail.',
      internal_note: 'An internal note is neither sent nor answered by e-mail.',
      one_line: 'The subject must fit on one line, without line breaks or invisible characters.',
    },
    reason: {
      call_of_another: 'the call is taken by somebody else, in a group where you cannot work tickets.',
    },
    alert: {
      callback_due: 'Time to call {{whom}} back',
    },
    script: {
      greeting:
        '{{ greeting }}, thank you for calling {{ company.name }}. This is {{ agent.name }} speaking. How can I help you{% if customer %}, {{ customer.firstName }}{% endif %}?',
      closing:
        '{% if ticket %}Your ticket number is {{ ticket.spoken }}. {% endif %}{% if ticket.estimate != blank %}We expect to have it solved {{ ticket.estimate }}. {% endif %}Thank you for calling {{ company.name }}. Have a nice day.',
      when_one: 'on {{day}}, at {{time}}',
      when_other: 'on {{day}}, at {{time}}',
      partOfDay: {
        morning: 'Good morning',
        afternoon: 'Good afternoon',
        night: 'Good evening',
      },
    },
  },
  pt: {
    refusal: {
      draft_elsewhere:
        'Este rascunho também foi escrito em outra janela. Veja os dois textos e decida com qual seguir: nenhum se perdeu.',
      call_ended: 'A ligação já terminou: anote o que faltar no ticket ou em uma ligação nova.',
      call_needs_ticket:
        'Esse desfecho fala de um ticket e a ligação não tem nenhum: registre-o antes ou escolha outro.',
      not_emptied:
        'Enquanto isso, algo mais foi dito neste ticket, que não fica vazio: nada foi movido. Veja e mova sem fechar o ticket.',
      no_channel: 'Ainda não há uma caixa de e-mail configurada: peça a quem administra que a conecte.',
      newer_interaction:
        'Enquanto você escrevia chegou uma mensagem nova. Leia e decida se a sua resposta continua adequada.',
    },
    field: {
      missed_is_incoming: 'Só se perde uma ligação recebida.',
      only_callback: 'A data só corresponde a «Retornar a ligação».',
      nobody_to_call: 'Anote o número ou escolha a pessoa: sem isso não será possível retornar a ligação.',
      only_by_phone: 'Um ticket com ligação chega por telefone.',
      no_such_file: 'O arquivo {{id}} não existe ou não é seu: envie-o de novo.',
      ticket_or_new: 'Indique o ticket de destino, ou peça um novo: uma das duas coisas.',
      no_such_interaction: 'A interação {{id}} não está neste ticket.',
      no_mail_address: '“{{address}}” não é um endereço de e-mail.',
      note_to_nobody: 'Uma nota interna não tem destinatários: retire-os ou escreva um e-mail.',
      own_mailbox: '{{address}} é uma caixa desta mesa: escreva ao cliente ou a outra pessoa.',
      no_address: 'Não há a quem enviar: indique um endereço de e-mail.',
      too_many_recipients: 'São destinatários demais: no máximo cem por e-mail.',
      too_heavy_to_mail: 'Os anexos pesam mais de 25 MB: a maioria dos servidores recusa um e-mail assim.',
      internal_note: 'Uma nota interna não é enviada nem respondida por e-mail.',
      one_line: 'O assunto deve caber em uma linha, sem quebras nem caracteres invisíveis.',
    },
    reason: {
      call_of_another: 'a ligação é atendida por outra pessoa de um grupo onde você não pode trabalhar tickets.',
    },
    alert: {
      callback_due: 'É hora de retornar a ligação para {{whom}}',
    },
    script: {
      greeting:
        '{{ greeting }}, obrigado por ligar para {{ company.name }}. Aqui fala {{ agent.name }}. Como posso ajudar{% if customer %}, {{ customer.firstName }}{% endif %}?',
      closing:
        '{% if ticket %}O número do seu ticket é {{ ticket.spoken }}. {% endif %}{% if ticket.estimate != blank %}Estimamos resolvê-lo {{ ticket.estimate }}. {% endif %}Obrigado por ligar para {{ company.name }}. Tenha um bom dia.',
      when_one: 'em {{day}}, à {{time}}',
      when_many: 'em {{day}}, às {{time}}',
      when_other: 'em {{day}}, às {{time}}',
      partOfDay: {
        morning: 'Bom dia',
        afternoon: 'Boa tarde',
        night: 'Boa noite',
      },
    },
  },
}
