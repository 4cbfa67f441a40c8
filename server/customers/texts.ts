/** What the book of customers says: refusals, and its history as people read it. */
export const customerTexts = {
  es: {
    field: {
      email_taken: '{{address}} ya es de {{name}}. Use ese cliente o quite la dirección.',
      merge_target_merged: 'Esa ficha ya se fusionó con otra: elija la que sigue en uso.',
    },
    refusal: {
      customer_merged: 'Esta ficha se fusionó con otra: use la que sigue en uso, o deshaga antes la fusión.',
      not_merged: 'Esta ficha no está fusionada: no hay nada que deshacer.',
      unmerge_target_first: '{{name}} también se fusionó después con otra ficha: deshaga primero esa fusión.',
    },
    reason: {
      merge_rights:
        'Fusionar pide administrar la mesa, o tener el derecho completo en todos los grupos con tickets de cualquiera de las dos fichas.',
    },
    fact: {
      customer: {
        created: 'Ficha creada',
        edited: 'Datos modificados',
        merged: 'Fusionada con {{other}}',
        unmerged: 'Separada de {{other}}',
        told_apart: 'Se comprobó que no es {{other}}',
      },
      organization: {
        created: 'Empresa creada',
        edited: 'Datos modificados',
        merged: 'Fusionada con {{other}}',
        unmerged: 'Separada de {{other}}',
      },
    },
    fieldName: {
      tax_id: 'Identificación fiscal',
      country: 'País',
      address: 'Dirección',
      language: 'Idioma',
      zone: 'Zona horaria',
      notes: 'Notas',
      customer_phones: { number: 'Teléfono' },
      customer_emails: { address: 'Correo' },
    },
  },
  en: {
    field: {
      email_taken: '{{address}} already belongs to {{name}}. Use that customer or leave the address out.',
      merge_target_merged: 'That profile was merged into another already: choose the one still in use.',
    },
    refusal: {
      customer_merged: 'This profile was merged into another: use the one still in use, or take the merge back first.',
      not_merged: 'This profile is not merged: there is nothing to take back.',
      unmerge_target_first: '{{name}} was later merged into another profile too: take that merge back first.',
    },
    reason: {
      merge_rights: 'Merging takes an administrator, or the right full in every group with tickets of either profile.',
    },
    fact: {
      customer: {
        created: 'Profile created',
        edited: 'Data changed',
        merged: 'Merged into {{other}}',
        unmerged: 'Separated from {{other}}',
        told_apart: 'Found not to be {{other}}',
      },
      organization: {
        created: 'Organization created',
        edited: 'Data changed',
        merged: 'Merged into {{other}}',
        unmerged: 'Separated from {{other}}',
      },
    },
    fieldName: {
      tax_id: 'Tax id',
      country: 'Country',
      address: 'Address',
      language: 'Language',
      zone: 'Time zone',
      notes: 'Notes',
      customer_phones: { number: 'Phone' },
      customer_emails: { address: 'E-mail' },
    },
  },
  pt: {
    field: {
      email_taken: '{{address}} já é de {{name}}. Use esse cliente ou retire o endereço.',
      merge_target_merged: 'Essa ficha já foi mesclada com outra: escolha a que continua em uso.',
    },
    refusal: {
      customer_merged: 'Esta ficha foi mesclada com outra: use a que continua em uso, ou desfaça antes a mesclagem.',
      not_merged: 'Esta ficha não está mesclada: não há nada a desfazer.',
      unmerge_target_first: '{{name}} também foi mesclada depois com outra ficha: desfaça primeiro essa mesclagem.',
    },
    reason: {
      merge_rights:
        'Mesclar exige administrar a mesa, ou ter o direito completo em todos os grupos com tickets de qualquer das duas fichas.',
    },
    fact: {
      customer: {
        created: 'Ficha criada',
        edited: 'Dados alterados',
        merged: 'Mesclada com {{other}}',
        unmerged: 'Separada de {{other}}',
        told_apart: 'Verificou-se que não é {{other}}',
      },
      organization: {
        created: 'Empresa criada',
        edited: 'Dados alterados',
        merged: 'Mesclada com {{other}}',
        unmerged: 'Separada de {{other}}',
      },
    },
    fieldName: {
      tax_id: 'Identificação fiscal',
      country: 'País',
      address: 'Endereço',
      language: 'Idioma',
      zone: 'Fuso horário',
      notes: 'Notas',
      customer_phones: { number: 'Telefone' },
      customer_emails: { address: 'E-mail' },
    },
  },
}
