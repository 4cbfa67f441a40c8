-- A mail whose last word has been given to a server may have left, whatever becomes of its sender: that is written down before it is said.
drop trigger record_change on outgoing_mails;
alter table outgoing_mails
  -- The server has it whole, and what it answered is not written down yet.
  add column handed_over boolean not null default false;
select recorded('outgoing_mails', ticket => 'ticket_id', derived => '{attempts,try_at,handed_over}', secret => '{reply_token}', digested => '{below_text,below_html}');
