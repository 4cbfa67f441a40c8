-- The channels of support are fields of their own: the one sentence they were becomes the note among them.

update settings set value = (value - 'supportChannels') || jsonb_build_object('channels', jsonb_build_object('note', value ->> 'supportChannels'))
 where id = 'company' and value ? 'supportChannels' and not value ? 'channels';
