export const mailTexts = {
  es: {
    field: {
      no_such_mailbox: 'Ningún buzón activo tiene la dirección {{address}}.',
      no_default_mailbox: 'Todavía no hay un buzón predeterminado: indique la dirección de uno, o cree el primero.',
      default_inactive_mailbox: 'Un buzón inactivo no puede ser el predeterminado. Elija antes otro.',
    },
  },
  en: {
    field: {
      no_such_mailbox: 'No active mailbox has the address {{address}}.',
      no_default_mailbox: 'There is no default mailbox yet: name the address of one, or create the first.',
      default_inactive_mailbox: 'An inactive mailbox cannot be the default. Choose another one first.',
    },
  },
  pt: {
    field: {
      no_such_mailbox: 'Nenhuma caixa ativa tem o endereço {{address}}.',
      no_default_mailbox: 'Ainda não há uma caixa padrão: indique o endereço de uma, ou crie a primeira.',
      default_inactive_mailbox: 'Uma caixa inativa não pode ser a padrão. Escolha outra antes.',
    },
  },
}
