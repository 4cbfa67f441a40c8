/** What is said to admins who keep the statuses. */
export const statusTexts = {
  es: {
    refusal: {
      status_fixed: 'Los seis estados básicos no se pueden quitar; sí se pueden renombrar.',
      status_used: 'Hay tickets abiertos en este estado ({{count}}). Elija a qué estado pasan.',
      status_used_by_many:
        'Hay más de mil tickets abiertos en este estado. Páselos antes a otro con una acción masiva.',
    },
    field: {
      other_status: 'Elija un estado activo que signifique lo mismo.',
      all_once: 'Deben estar todos, cada uno una vez.',
    },
  },
  en: {
    refusal: {
      status_fixed: 'The six basic statuses cannot be removed; they can be renamed.',
      status_used: 'There are open tickets in this status ({{count}}). Choose which status they go to.',
      status_used_by_many:
        'There are more than a thousand open tickets in this status. Move them to another one in bulk first.',
    },
    field: {
      other_status: 'Choose an active status that means the same.',
      all_once: 'All of them are needed, each once.',
    },
  },
  pt: {
    refusal: {
      status_fixed: 'Os seis estados básicos não podem ser removidos; podem ser renomeados.',
      status_used: 'Há tickets abertos neste estado ({{count}}). Escolha para qual estado eles passam.',
      status_used_by_many:
        'Há mais de mil tickets abertos neste estado. Passe-os antes para outro com uma ação em massa.',
    },
    field: {
      other_status: 'Escolha um estado ativo que signifique o mesmo.',
      all_once: 'Devem estar todos, cada um uma vez.',
    },
  },
}
