export const adminTexts = {
  es: {
    refusal: { set_up_already: 'Esta mesa ya está preparada. Inicie sesión.' },
    field: { setup_key: 'La clave no coincide con la que mostró la terminal al arrancar.' },
  },
  en: {
    refusal: { set_up_already: 'This desk has been set up. Sign in.' },
    field: { setup_key: 'The key is not the one the terminal showed at the start.' },
  },
  pt: {
    refusal: { set_up_already: 'Esta mesa já está preparada. Entre.' },
    field: { setup_key: 'A chave não é a que o terminal mostrou ao iniciar.' },
  },
}
