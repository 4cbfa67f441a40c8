export const mailTexts = {
  es: {
    mail: {
      reply_above: 'Escriba su respuesta por encima de esta línea',
      unreadable: {
        too_large: 'El mensaje es más grande de lo que se acepta.',
        too_deep: 'El mensaje tiene demasiados mensajes uno dentro de otro.',
        too_many_parts: 'El mensaje tiene demasiadas partes.',
        timeout: 'Leer el mensaje lleva demasiado tiempo.',
        unreadable: 'El mensaje está dañado y no se puede leer.',
      },
    },
    field: {
      no_such_mailbox: 'Ningún buzón activo tiene la dirección {{address}}.',
      no_default_mailbox: 'Todavía no hay un buzón predeterminado: indique la dirección de uno, o cree el primero.',
      default_inactive_mailbox: 'Un buzón inactivo no puede ser el predeterminado. Elija antes otro.',
    },
  },
  en: {
    mail: {
      reply_above: 'Write your answer above this line',
      unreadable: {
        too_large: 'The message is larger than is accepted.',
        too_deep: 'The message holds too many messages one inside the other.',
        too_many_parts: 'The message has too many parts.',
        timeout: 'Reading the message takes too long.',
        unreadable: 'The message is damaged and cannot be read.',
      },
    },
    field: {
      no_such_mailbox: 'No active mailbox has the address {{address}}.',
      no_default_mailbox: 'There is no default mailbox yet: name the address of one, or create the first.',
      default_inactive_mailbox: 'An inactive mailbox cannot be the default. Choose another one first.',
    },
  },
  pt: {
    mail: {
      reply_above: 'Escreva a sua resposta acima desta linha',
      unreadable: {
        too_large: 'A mensagem é maior do que se aceita.',
        too_deep: 'A mensagem tem mensagens demais uma dentro da outra.',
        too_many_parts: 'A mensagem tem partes demais.',
        timeout: 'Ler a mensagem demora demais.',
        unreadable: 'A mensagem está danificada e não pode ser lida.',
      },
    },
    field: {
      no_such_mailbox: 'Nenhuma caixa ativa tem o endereço {{address}}.',
      no_default_mailbox: 'Ainda não há uma caixa padrão: indique o endereço de uma, ou crie a primeira.',
      default_inactive_mailbox: 'Uma caixa inativa não pode ser a padrão. Escolha outra antes.',
    },
  },
}
