export const authTexts = {
  es: {
    refusal: {
      wrong_password: 'El correo o la contraseña no coinciden. Revíselos y vuelva a intentarlo.',
      last_admin: 'Es la última persona con rol de administración. Nombre antes a otra.',
      default_group: 'Es el grupo predeterminado. Elija antes otro como predeterminado.',
    },
    field: {
      wrong_password: 'No es su contraseña actual.',
      default_inactive: 'Un grupo inactivo no puede ser el predeterminado.',
      no_such_group: 'El grupo {{id}} no existe.',
    },
    reason: {
      role_admin: 'solo puede hacerlo quien administra.',
      session_only: 'solo se puede hacer con la sesión iniciada en el navegador, no con un token.',
      scope: 'el token no tiene el permiso «{{scope}}».',
      right_read: 'no tiene acceso a este grupo.',
      right_create: 'en este grupo solo puede leer.',
      right_change: 'en este grupo no tiene permiso para trabajar tickets.',
      right_full: 'en este grupo solo puede hacerlo quien lo dirige.',
      right_full_to_close: 'en este grupo cierra quien lo dirige, o el propio sistema al vencer el plazo.',
    },
  },
  en: {
    refusal: {
      wrong_password: 'E-mail and password do not match. Check them and try again.',
      last_admin: 'This is the last administrator. Appoint another one first.',
      default_group: 'This is the default group. Make another one the default first.',
    },
    field: {
      wrong_password: 'This is not your current password.',
      default_inactive: 'A group that is not active cannot be the default one.',
      no_such_group: 'There is no group {{id}}.',
    },
    reason: {
      role_admin: 'only an administrator may do this.',
      session_only: 'this takes a session in the browser, not a token.',
      scope: 'the token does not have the scope “{{scope}}”.',
      right_read: 'you have no access to this group.',
      right_create: 'in this group you may only read.',
      right_change: 'in this group you may not work tickets.',
      right_full: 'in this group only its lead may do this.',
      right_full_to_close: 'in this group its lead closes, or the system does when the time is up.',
    },
  },
  pt: {
    refusal: {
      wrong_password: 'O e-mail e a senha não coincidem. Verifique e tente novamente.',
      last_admin: 'É a última pessoa com papel de administração. Nomeie outra antes.',
      default_group: 'É o grupo padrão. Escolha antes outro como padrão.',
    },
    field: {
      wrong_password: 'Não é a sua senha atual.',
      default_inactive: 'Um grupo inativo não pode ser o padrão.',
      no_such_group: 'O grupo {{id}} não existe.',
    },
    reason: {
      role_admin: 'só quem administra pode fazer isto.',
      session_only: 'só é possível com a sessão aberta no navegador, não com um token.',
      scope: 'o token não tem a permissão “{{scope}}”.',
      right_read: 'você não tem acesso a este grupo.',
      right_create: 'neste grupo você só pode ler.',
      right_change: 'neste grupo você não tem permissão para trabalhar tickets.',
      right_full: 'neste grupo só quem o lidera pode fazê-lo.',
      right_full_to_close: 'neste grupo fecha quem o lidera, ou o próprio sistema ao vencer o prazo.',
    },
  },
}
