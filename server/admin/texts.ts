export const adminTexts = {
  es: {
    refusal: { set_up_already: 'Esta mesa ya está preparada. Inicie sesión.' },
    field: {
      logo_size: 'El logotipo es demasiado grande: 512 KB como máximo.',
      logo_type: 'El logotipo debe ser una imagen PNG, JPEG o WebP.',
      setup_key: 'La clave no coincide con la que mostró la terminal al arrancar.',
    },
  },
  en: {
    refusal: { set_up_already: 'This desk has been set up. Sign in.' },
    field: {
      logo_size: 'The logo is too large: 512 KB at most.',
      logo_type: 'The logo must be a PNG, JPEG or WebP picture.',
      setup_key: 'The key is not the one the terminal showed at the start.',
    },
  },
  pt: {
    refusal: { set_up_already: 'Esta mesa já está preparada. Entre.' },
    field: {
      logo_size: 'O logotipo é grande demais: no máximo 512 KB.',
      logo_type: 'O logotipo deve ser uma imagem PNG, JPEG ou WebP.',
      setup_key: 'A chave não é a que o terminal mostrou ao iniciar.',
    },
  },
}
