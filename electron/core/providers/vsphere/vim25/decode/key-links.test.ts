import { describe, expect, it } from 'vitest';
import { ValueEncoder } from '../encode/encode-value.ts';
import { apiModel } from '../model/api-model.ts';
import { decodeVal } from '../testing/recorded.ts';

/** Fields that carry the key of an object, and not the object. */
const model = apiModel();
const links = model
  .dataTypeNames()
  .flatMap((type) =>
    model.fieldsOf(type).flatMap((field) => (field.keyOf === undefined ? [] : [{ type, field }])),
  );

describe('a field with the key of an object', () => {
  it('is one of those that the API has', () => {
    const own = new Set(links.map(({ type, field }) => `${type}.${field.name}`));
    expect(own.size).toBe(26);
    expect(own).toContain('HostPortGroup.vswitch');
    expect(own).toContain('HostVirtualSwitch.pnic');
  });

  it.each(links)('$type.$field.name is read as text, and written as it was', async (link) => {
    const { type, field } = link;
    const { name, many } = field;
    const text = 'key-vim.host.VirtualSwitch-vSwitch7';
    const xml = `<${name}>${text}</${name}>`.repeat(many ? 2 : 1);
    const value = await decodeVal(`<val xsi:type="${type}">${xml}</val>`);
    expect(value).toEqual({ $type: type, [name]: many ? [text, text] : text });
    expect(
      new ValueEncoder(model).fields([field], { [name]: many ? [text, text] : text }, type),
    ).toBe(xml);
  });

  it('keeps text where an object is expected, and writes it back', async () => {
    const value = await decodeVal(
      '<val xsi:type="HostPortGroup"><key>k</key><spec>key-spec-1</spec></val>',
    );
    const spec = { $type: 'unreadable', declared: 'HostPortGroupSpec', value: 'key-spec-1' };
    expect(value).toEqual({ $type: 'HostPortGroup', key: 'k', spec });
    const field = model.fieldsOf('HostPortGroup').find(({ name }) => name === 'spec');
    const written = new ValueEncoder(model).fields(field ? [field] : [], { spec }, 'it');
    expect(written).toBe('<spec>key-spec-1</spec>');
  });
});
