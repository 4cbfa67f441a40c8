export const customerTexts = {
  es: { field: { email_taken: '{{address}} ya es de {{name}}. Use ese cliente o quite la dirección.' } },
  en: {
    field: { email_taken: '{{address}} already belongs to {{name}}. Use that customer or leave the address out.' },
  },
  pt: { field: { email_taken: '{{address}} já é de {{name}}. Use esse cliente ou retire o endereço.' } },
}
