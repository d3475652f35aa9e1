// What a person reads, or a screen reader speaks, stands in the catalogue (src/text) and never in a
// view: these are the places of a view where a literal with letters would be read.
const message = 'Words for people belong in the catalogue: src/text.';

const letters = 'value=/\\p{L}/u';
const literal = `:matches(Literal[${letters}], TemplateLiteral:has(TemplateElement[value.raw=/\\p{L}/u]))`;
const spoken = 'JSXAttribute[name.name=/^(aria-(label|description|valuetext|roledescription)|title|placeholder|alt|label)$/]';

/** An expression may choose between literals. */
const choices = ['', 'ConditionalExpression >', 'LogicalExpression >'];

export const literalTexts = [
  `JSXText[${letters}]`,
  `${spoken} > Literal[${letters}]`,
  ...choices.flatMap((choice) => [
    `${spoken} > JSXExpressionContainer > ${choice} ${literal}`,
    `:matches(JSXElement, JSXFragment) > JSXExpressionContainer > ${choice} ${literal}`,
    `AssignmentExpression[left.property.name='title'] > ${choice} ${literal}`,
  ]),
].map((selector) => ({ selector, message }));
