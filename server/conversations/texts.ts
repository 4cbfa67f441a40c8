export const conversationTexts = {
  es: {
    refusal: {
      no_channel: 'Todavía no hay un buzón de correo configurado: pida a quien administra que lo conecte.',
      newer_interaction:
        'Mientras escribía llegó un mensaje nuevo. Léalo y decida si su respuesta sigue siendo la adecuada.',
    },
    field: {
      no_such_file: 'El archivo {{id}} no existe o no es suyo: vuelva a subirlo.',
      no_such_interaction: 'La interacción {{id}} no está en este ticket.',
    },
  },
  en: {
    refusal: {
      no_channel: 'No mailbox has been set up yet: ask your administrator to connect one.',
      newer_interaction:
        'A new message came in while you were writing. Read it and decide whether your answer still fits.',
    },
    field: {
      no_such_file: 'File {{id}} does not exist or is not yours: upload it again.',
      no_such_interaction: 'Interaction {{id}} is not on this ticket.',
    },
  },
  pt: {
    refusal: {
      no_channel: 'Ainda não há uma caixa de e-mail configurada: peça a quem administra que a conecte.',
      newer_interaction:
        'Enquanto você escrevia chegou uma mensagem nova. Leia e decida se a sua resposta continua adequada.',
    },
    field: {
      no_such_file: 'O arquivo {{id}} não existe ou não é seu: envie-o de novo.',
      no_such_interaction: 'A interação {{id}} não está neste ticket.',
    },
  },
}
