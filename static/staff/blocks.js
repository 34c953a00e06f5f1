// The list of blocks to choose from leaves out those of parts that the library does not use.
// What lies on a page already keeps its definition: it can be changed, moved and taken away.
class OfferedBlocks extends window.wagtailStreamField.blocks.StreamBlockDefinition {
  constructor(name, groups, states, meta) {
    super(name, groups, states, meta);
    const left = new Set(meta.notOffered);
    this.groupedChildBlockDefs = groups
      .map(([label, blocks]) => [label, blocks.filter((block) => !left.has(block.name))])
      .filter(([, blocks]) => blocks.length);
  }
}

window.telepath.register("samling.OfferedBlocks", OfferedBlocks);
