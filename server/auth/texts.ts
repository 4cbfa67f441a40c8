export const authTexts = {
  es: {
    refusal: {
      wrong_password: 'El correo o la contraseña no coinciden. Revíselos y vuelva a intentarlo.',
      last_admin: 'Es la última persona con rol de administración. Nombre antes a otra.',
      default_group: 'Es el grupo predeterminado. Elija antes otro como predeterminado.',
      second_factor:
        'Falta el segundo factor: escriba el código de su teléfono o uno de recuperación, o use su llave de acceso.',
      wrong_code: 'El código no es válido o ya se usó. Espere el siguiente y vuelva a escribirlo.',
      second_factor_due:
        'Su empresa pide un segundo factor y el plazo venció. Configúrelo en «Mi cuenta» para continuar.',
      confirm_identity: 'Por seguridad, confirme primero que es usted.',
      last_factor: 'Su empresa pide un segundo factor. Agregue otro antes de quitar este.',
      no_factor: 'Los códigos de recuperación acompañan a un segundo factor. Agregue uno primero.',
      passkeys_impossible:
        'Las llaves de acceso necesitan que la mesa tenga una dirección https con nombre (PUBLIC_URL).',
      passkey_refused: 'No se aceptó la llave de acceso. Vuelva a intentarlo o entre de otro modo.',
      agent_inactive: 'Esta persona está inactiva. Actívela antes de darle un enlace.',
      not_accepted: 'Todavía no aceptó la invitación. Entréguele un enlace nuevo.',
      link_gone: 'Este enlace ya se usó, venció o fue anulado. Pida otro a quien administra la mesa.',
      provider_silent: 'El proveedor de identidad no responde. Inténtelo más tarde o entre de otro modo.',
      provider_refused: 'No se pudo comprobar la respuesta del proveedor de identidad. Vuelva a empezar.',
      provider_not_asked:
        'Su proveedor de identidad no le pidió identificarse de nuevo. Cierre la sesión allí, o confirme con su contraseña.',
      provider_domain: 'Su dirección no pertenece a los dominios permitidos para esta forma de entrar.',
      not_linked:
        'Esa identidad no está vinculada a nadie de esta mesa. Entre con su contraseña y vincúlela en «Mi cuenta», o pídalo a quien administra.',
      email_unverified: 'El proveedor no ha verificado su dirección de correo, y así no se puede vincular.',
      identity_taken: 'Esa identidad ya está vinculada a otra persona.',
      last_identity: 'Es su única forma de entrar. Elija antes una contraseña.',
      last_password_admin:
        'Al menos una persona que administra debe poder entrar con contraseña, por si el proveedor falla.',
    },
    field: {
      wrong_password: 'No es su contraseña actual.',
      default_inactive: 'Un grupo inactivo no puede ser el predeterminado.',
      no_such_group: 'El grupo {{id}} no existe.',
      no_identity: 'Vincule antes una identidad: sin ella no podría entrar.',
      issuer: 'No responde como proveedor OpenID Connect. Revise la dirección (https).',
      creates_domains:
        'Indique los dominios de su empresa: sin ellos entraría cualquiera que tenga cuenta en ese proveedor.',
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
      not_yours: 'esa llave de acceso es de otra persona.',
    },
  },
  en: {
    refusal: {
      wrong_password: 'E-mail and password do not match. Check them and try again.',
      last_admin: 'This is the last administrator. Appoint another one first.',
      default_group: 'This is the default group. Make another one the default first.',
      second_factor:
        'The second factor is missing: type the code from your phone or a recovery code, or use your passkey.',
      wrong_code: 'The code is not valid or has been used. Wait for the next one and type it again.',
      second_factor_due:
        'Your company asks for a second factor and the time is up. Set it up in “My account” to go on.',
      confirm_identity: 'For safety, first confirm that it is you.',
      last_factor: 'Your company asks for a second factor. Add another one before you remove this.',
      no_factor: 'Recovery codes go with a second factor. Add one first.',
      passkeys_impossible: 'Passkeys need the desk to have an https address with a name (PUBLIC_URL).',
      passkey_refused: 'The passkey was not accepted. Try again, or sign in another way.',
      agent_inactive: 'This person is inactive. Activate them before you give them a link.',
      not_accepted: 'The invitation has not been accepted yet. Hand over a new link.',
      link_gone: 'This link has been used, has expired or was revoked. Ask your administrator for another one.',
      provider_silent: 'The identity provider does not answer. Try later, or sign in another way.',
      provider_refused: 'The answer of the identity provider could not be verified. Start again.',
      provider_not_asked:
        'Your identity provider did not ask who you are anew. Sign out there, or confirm with your password.',
      provider_domain: 'Your address is not of the domains allowed for this way in.',
      not_linked:
        'That identity is not linked to anybody at this desk. Sign in with your password and link it in “My account”, or ask an administrator.',
      email_unverified: 'The provider has not verified your e-mail address, so it cannot be linked.',
      identity_taken: 'That identity is already linked to somebody else.',
      last_identity: 'It is your only way in. Choose a password first.',
      last_password_admin:
        'At least one administrator must be able to sign in with a password, in case the provider fails.',
    },
    field: {
      wrong_password: 'This is not your current password.',
      default_inactive: 'A group that is not active cannot be the default one.',
      no_such_group: 'There is no group {{id}}.',
      no_identity: 'Link an identity first: without one there would be no way in.',
      issuer: 'This does not answer as an OpenID Connect provider. Check the address (https).',
      creates_domains:
        'Name the domains of your company: without them anybody with an account at that provider would come in.',
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
      not_yours: 'that passkey is somebody else’s.',
    },
  },
  pt: {
    refusal: {
      wrong_password: 'O e-mail e a senha não coincidem. Verifique e tente novamente.',
      last_admin: 'É a última pessoa com papel de administração. Nomeie outra antes.',
      default_group: 'É o grupo padrão. Escolha antes outro como padrão.',
      second_factor:
        'Falta o segundo fator: digite o código do seu telefone ou um de recuperação, ou use a sua chave de acesso.',
      wrong_code: 'O código não é válido ou já foi usado. Espere o próximo e digite de novo.',
      second_factor_due:
        'Sua empresa pede um segundo fator e o prazo venceu. Configure-o em «Minha conta» para continuar.',
      confirm_identity: 'Por segurança, confirme antes que é você.',
      last_factor: 'Sua empresa pede um segundo fator. Adicione outro antes de remover este.',
      no_factor: 'Os códigos de recuperação acompanham um segundo fator. Adicione um primeiro.',
      passkeys_impossible: 'As chaves de acesso exigem que a mesa tenha um endereço https com nome (PUBLIC_URL).',
      passkey_refused: 'A chave de acesso não foi aceita. Tente novamente ou entre de outra forma.',
      agent_inactive: 'Esta pessoa está inativa. Ative-a antes de lhe dar um link.',
      not_accepted: 'O convite ainda não foi aceito. Entregue um link novo.',
      link_gone: 'Este link já foi usado, venceu ou foi anulado. Peça outro a quem administra a mesa.',
      provider_silent: 'O provedor de identidade não responde. Tente mais tarde ou entre de outra forma.',
      provider_refused: 'Não foi possível verificar a resposta do provedor de identidade. Comece de novo.',
      provider_not_asked:
        'O seu provedor de identidade não pediu que você se identificasse de novo. Saia da sessão lá, ou confirme com a sua senha.',
      provider_domain: 'O seu endereço não pertence aos domínios permitidos para esta forma de entrar.',
      not_linked:
        'Essa identidade não está vinculada a ninguém desta mesa. Entre com a sua senha e vincule-a em «Minha conta», ou peça a quem administra.',
      email_unverified: 'O provedor não verificou o seu endereço de e-mail, e assim não é possível vincular.',
      identity_taken: 'Essa identidade já está vinculada a outra pessoa.',
      last_identity: 'É a sua única forma de entrar. Escolha antes uma senha.',
      last_password_admin: 'Ao menos uma pessoa que administra deve poder entrar com senha, caso o provedor falhe.',
    },
    field: {
      wrong_password: 'Não é a sua senha atual.',
      default_inactive: 'Um grupo inativo não pode ser o padrão.',
      no_such_group: 'O grupo {{id}} não existe.',
      no_identity: 'Vincule antes uma identidade: sem ela não haveria como entrar.',
      issuer: 'Não responde como provedor OpenID Connect. Verifique o endereço (https).',
      creates_domains:
        'Indique os domínios da sua empresa: sem eles entraria qualquer pessoa com conta nesse provedor.',
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
      not_yours: 'essa chave de acesso é de outra pessoa.',
    },
  },
}
