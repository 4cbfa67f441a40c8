export const mailTexts = {
  es: {
    alert: {
      mail_braked: '{{address}} envió más de {{limit}} correos en una hora: los siguientes quedan retenidos',
      mail_held: 'Hay correos retenidos que nadie pudo leer: revíselos en el registro de correos',
      mail_senderless:
        'En una hora quedaron retenidos {{count}} correos sin remitente legible: revíselos en «Correo recibido», por si son de clientes',
      mail_unkept:
        'Un correo del buzón {{address}} no se pudo traer o guardar: sigue allí, sin leer. Ábralo en el buzón y avise a quien mantiene Ventanilla: el motivo está en el registro del servidor.',
    },
    refusal: {
      nothing_to_retry: 'Este correo ya tiene su lugar: no hay nada que reintentar.',
      never_readable:
        'Este correo es demasiado grande para leerlo: descargue el original y, si es de un cliente, abra un ticket con lo que dice.',
      empty_mail: 'No llegó ningún correo: envíe sus bytes tal como están.',
      packed_mail: 'El correo llegó comprimido: envíe sus bytes tal como están, sin Content-Encoding.',
      unreadable_mail: 'Este correo no se puede leer aquí: descargue el original y ábralo en su programa de correo.',
    },
    mail: {
      reply_above: 'Escriba su respuesta por encima de esta línea',
      no_words: '(correo sin texto)',
      passed_on: 'Reenvió este correo.',
      reason: {
        duplicate: 'Es el mismo correo que ya llegó a otro buzón, o por segunda vez a este.',
        own: 'Es un correo nuestro que volvió.',
        auto_reply: 'Es una respuesta automática.',
        out_of_office: 'Es un aviso de ausencia.',
        auto_generated: 'Lo escribió un programa: no se le responde automáticamente.',
        by_program:
          'Lleva señales de un programa, pero puede ser de una persona: se tomó como sus palabras, y no se le responde automáticamente.',
        list: 'Viene de una lista de correo.',
        bulk: 'Es un envío masivo.',
        bounce: 'Es un aviso de que un correo no llegó.',
        delivery_report: 'Es un aviso de entrega.',
        read_receipt: 'Es una confirmación de lectura.',
        feedback_loop: 'Es una queja de spam que reenvía otro servidor.',
        calendar_reply: 'Es la respuesta a una invitación.',
        permanent: 'Un correo nuestro no llegó, y no llegará a esa dirección.',
        returned: 'Un correo nuestro no llegó, y su servidor ya no lo intenta.',
        temporary: 'Un correo nuestro todavía no llegó.',
        unknown_original: 'Habla de un correo que no salió de aquí.',
        not_a_server:
          'Dice que un correo nuestro no llegó, pero no lo escribe un servidor, sino una persona conocida: no cambia nada por sí solo.',
        unverified: 'No se pudo comprobar que lo escribiera quien dice: no cambia nada por sí solo.',
        braked:
          'Esa dirección envió demasiados correos en una hora. Si no es un bucle, tómelo con «Recibirlo de todos modos».',
        no_sender: 'No dice quién lo envía: no hay a quién responder.',
        too_large:
          'Es demasiado grande para leerlo, y lo será siempre: descargue el original y, si es de un cliente, abra un ticket con lo que dice.',
        too_deep: 'Tiene partes dentro de partes más allá de lo que se lee.',
        too_many_parts: 'Tiene demasiadas partes.',
        timeout: 'Leerlo llevó demasiado tiempo.',
        unreadable: 'No se puede leer: no tiene la forma de un correo.',
        refused: 'La base de datos no lo aceptó al llegar; se guardó aparte, completo. Use «Recibirlo de todos modos».',
        failed:
          'Algo falló de nuestro lado varias veces. Use «Recibirlo de todos modos»; si se repite, avise a quien mantiene Ventanilla.',
      },
    },
    field: {
      no_such_mailbox: 'Ningún buzón activo tiene la dirección {{address}}.',
      no_default_mailbox: 'Todavía no hay un buzón predeterminado: indique la dirección de uno, o cree el primero.',
      address_of_customer:
        'Es la dirección de {{name}}: lo que se le responda volvería a la mesa. Primero quítela de su ficha.',
      no_mailbox_name:
        'El nombre se lee en cada correo y no puede parecer una dirección: escriba cómo se llama el buzón, por ejemplo «Soporte».',
      default_inactive_mailbox: 'Un buzón inactivo no puede ser el predeterminado. Elija antes otro.',
      required_again:
        'Cambió el servidor, el puerto, el usuario o la seguridad: escriba de nuevo la contraseña, para que la guardada no llegue a otro lugar.',
    },
  },
  en: {
    alert: {
      mail_braked: '{{address}} sent more than {{limit}} mails within an hour: what follows is held',
      mail_held: 'There are held mails that nobody could read: look at them in the mail ledger',
      mail_senderless:
        'Within an hour {{count}} mails without a readable sender were held: look at them under “Mail received”, they may be customers’',
      mail_unkept:
        'A mail of the mailbox {{address}} could not be fetched or kept: it is still there, unread. Open it in the mailbox and tell whoever maintains Ventanilla: the reason is in the server’s log.',
    },
    refusal: {
      nothing_to_retry: 'This mail has its place already: there is nothing to retry.',
      never_readable:
        'This mail is too large to be read: download the original and, if it is a customer’s, open a ticket with what it says.',
      empty_mail: 'No mail arrived: send its bytes as they are.',
      packed_mail: 'The mail arrived compressed: send its bytes as they are, without Content-Encoding.',
      unreadable_mail: 'This mail cannot be read here: download the original and open it in your mail program.',
    },
    mail: {
      reply_above: 'Write your answer above this line',
      no_words: '(mail without text)',
      passed_on: 'Passed this mail on.',
      reason: {
        duplicate: 'It is the same mail that came to another mailbox already, or to this one a second time.',
        own: 'It is a mail of ours that came back.',
        auto_reply: 'It is an automatic reply.',
        out_of_office: 'It is an out-of-office notice.',
        auto_generated: 'A program wrote it: it is not answered automatically.',
        by_program:
          'It bears signs of a program, but a person may have written it: it was taken for their words, and is not answered automatically.',
        list: 'It comes from a mailing list.',
        bulk: 'It is a mass mailing.',
        bounce: 'It says that a mail did not arrive.',
        delivery_report: 'It is a delivery report.',
        read_receipt: 'It is a read receipt.',
        feedback_loop: 'It is a spam complaint passed on by another server.',
        calendar_reply: 'It is the answer to an invitation.',
        permanent: 'A mail of ours did not arrive, and will not at that address.',
        returned: 'A mail of ours did not arrive, and its server tries no more.',
        temporary: 'A mail of ours has not arrived yet.',
        unknown_original: 'It speaks of a mail that did not leave from here.',
        not_a_server:
          'It says that a mail of ours did not arrive, but no server wrote it: somebody known to the desk did. It changes nothing by itself.',
        unverified: 'It could not be shown that it is from whom it says: it changes nothing by itself.',
        braked:
          'That address sent too many mails within an hour. If it is no loop, take it in with “Take it in all the same”.',
        no_sender: 'It does not say who sent it: there is nobody to answer.',
        too_large:
          'It is too large to be read, and always will be: download the original and, if it is a customer’s, open a ticket with what it says.',
        too_deep: 'It has parts within parts beyond what is read.',
        too_many_parts: 'It has too many parts.',
        timeout: 'Reading it took too long.',
        unreadable: 'It cannot be read: it does not have the form of a mail.',
        refused:
          'The database did not accept it when it came; it was kept apart, whole. Use “Take it in all the same”.',
        failed:
          'Something failed on our side several times. Use “Take it in all the same”; if it happens again, tell whoever maintains Ventanilla.',
      },
    },
    field: {
      no_such_mailbox: 'No active mailbox has the address {{address}}.',
      no_default_mailbox: 'There is no default mailbox yet: name the address of one, or create the first.',
      address_of_customer:
        'It is the address of {{name}}: what is answered to them would come back to the desk. Take it off their card first.',
      no_mailbox_name:
        'The name is read in every mail and must not look like an address: write what the mailbox is called, such as “Support”.',
      default_inactive_mailbox: 'An inactive mailbox cannot be the default. Choose another one first.',
      required_again:
        'Server, port, user or security have changed: type the password again, so that the one kept does not go elsewhere.',
    },
  },
  pt: {
    alert: {
      mail_braked: '{{address}} enviou mais de {{limit}} e-mails em uma hora: os seguintes ficam retidos',
      mail_held: 'Há e-mails retidos que ninguém conseguiu ler: confira no registro de e-mails',
      mail_senderless:
        'Em uma hora ficaram retidos {{count}} e-mails sem remetente legível: confira em «E-mail recebido», podem ser de clientes',
      mail_unkept:
        'Um e-mail da caixa {{address}} não pôde ser buscado ou guardado: continua lá, sem ler. Abra-o na caixa e avise quem mantém a Ventanilla: o motivo está no registro do servidor.',
    },
    refusal: {
      nothing_to_retry: 'Este e-mail já tem o seu lugar: não há nada a tentar de novo.',
      never_readable:
        'Este e-mail é grande demais para ser lido: baixe o original e, se for de um cliente, abra um ticket com o que diz.',
      empty_mail: 'Nenhum e-mail chegou: envie os bytes como estão.',
      packed_mail: 'O e-mail chegou comprimido: envie os bytes como estão, sem Content-Encoding.',
      unreadable_mail: 'Este e-mail não pode ser lido aqui: baixe o original e abra-o no seu programa de e-mail.',
    },
    mail: {
      reply_above: 'Escreva a sua resposta acima desta linha',
      no_words: '(e-mail sem texto)',
      passed_on: 'Encaminhou este e-mail.',
      reason: {
        duplicate: 'É o mesmo e-mail que já chegou a outra caixa, ou pela segunda vez a esta.',
        own: 'É um e-mail nosso que voltou.',
        auto_reply: 'É uma resposta automática.',
        out_of_office: 'É um aviso de ausência.',
        auto_generated: 'Foi escrito por um programa: não se responde automaticamente.',
        by_program:
          'Traz sinais de um programa, mas pode ser de uma pessoa: foi aceito como suas palavras, e não se responde automaticamente.',
        list: 'Vem de uma lista de e-mails.',
        bulk: 'É um envio em massa.',
        bounce: 'É um aviso de que um e-mail não chegou.',
        delivery_report: 'É um aviso de entrega.',
        read_receipt: 'É uma confirmação de leitura.',
        feedback_loop: 'É uma queixa de spam repassada por outro servidor.',
        calendar_reply: 'É a resposta a um convite.',
        permanent: 'Um e-mail nosso não chegou, e não chegará a esse endereço.',
        returned: 'Um e-mail nosso não chegou, e o servidor não tenta mais.',
        temporary: 'Um e-mail nosso ainda não chegou.',
        unknown_original: 'Fala de um e-mail que não saiu daqui.',
        not_a_server:
          'Diz que um e-mail nosso não chegou, mas quem escreve não é um servidor, e sim uma pessoa conhecida: não muda nada por si só.',
        unverified: 'Não foi possível comprovar que seja de quem diz: não muda nada por si só.',
        braked:
          'Esse endereço enviou e-mails demais em uma hora. Se não for um laço, aceite-o com «Receber mesmo assim».',
        no_sender: 'Não diz quem o enviou: não há a quem responder.',
        too_large:
          'É grande demais para ser lido, e sempre será: baixe o original e, se for de um cliente, abra um ticket com o que diz.',
        too_deep: 'Tem partes dentro de partes além do que se lê.',
        too_many_parts: 'Tem partes demais.',
        timeout: 'Lê-lo levou tempo demais.',
        unreadable: 'Não pode ser lido: não tem a forma de um e-mail.',
        refused:
          'O banco de dados não o aceitou quando chegou; foi guardado à parte, inteiro. Use «Receber mesmo assim».',
        failed:
          'Algo falhou do nosso lado várias vezes. Use «Receber mesmo assim»; se repetir, avise quem mantém a Ventanilla.',
      },
    },
    field: {
      no_such_mailbox: 'Nenhuma caixa ativa tem o endereço {{address}}.',
      no_default_mailbox: 'Ainda não há uma caixa padrão: indique o endereço de uma, ou crie a primeira.',
      address_of_customer: 'É o endereço de {{name}}: o que se responder voltaria à mesa. Primeiro retire-o da ficha.',
      no_mailbox_name:
        'O nome é lido em cada e-mail e não pode parecer um endereço: escreva como a caixa se chama, por exemplo «Suporte».',
      default_inactive_mailbox: 'Uma caixa inativa não pode ser a padrão. Escolha outra antes.',
      required_again:
        'O servidor, a porta, o usuário ou a segurança mudaram: digite a senha de novo, para que a guardada não chegue a outro lugar.',
    },
  },
}
