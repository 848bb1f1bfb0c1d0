package org.netwright.frontend.syntax;

import java.util.List;

/** The nodes right below the forms at the top level. */
final class DeclarationChildren implements Declaration.Visitor<NodeList> {
  static final DeclarationChildren INSTANCE = new DeclarationChildren();

  private DeclarationChildren() {}

  @Override
  public NodeList use(Declaration.Use use) {
    NodeList found = NodeList.none().and(use.path());
    use.items().forEach(item -> found.and(item.name()).and(item.alias()));
    return found;
  }

  @Override
  public NodeList constant(Declaration.Const constant) {
    return NodeList.none().and(constant.name()).and(constant.type()).and(constant.value());
  }

  @Override
  public NodeList fn(Declaration.Fn fn) {
    return NodeList.none()
        .and(fn.name())
        .and(fn.parameters())
        .and(fn.result())
        .and(fn.constraints())
        .and(fn.body());
  }

  @Override
  public NodeList layer(Declaration.Layer layer) {
    return NodeList.none()
        .and(layer.name())
        .and(layer.hyperparameters())
        .and(layer.inputs())
        .and(layer.result())
        .and(layer.constraints())
        .and(layer.body());
  }

  @Override
  public NodeList preset(Declaration.Preset preset) {
    return NodeList.none().and(preset.name()).and(preset.value());
  }

  @Override
  public NodeList quantizer(Declaration.Quantizer quantizer) {
    return NodeList.none()
        .and(quantizer.name())
        .and(quantizer.hyperparameters())
        .and(quantizer.inputs())
        .and(quantizer.result())
        .and(quantizer.promises())
        .and(quantizer.constraints())
        .and(quantizer.body());
  }

  @Override
  public NodeList metric(Declaration.Metric metric) {
    return NodeList.none()
        .and(metric.name())
        .and(metric.parameters())
        .and(metric.result())
        .and(metric.promises())
        .and(metric.constraints())
        .and(metric.body());
  }

  @Override
  public NodeList data(Declaration.Data data) {
    return NodeList.none().and(data.name()).and(data.type()).and(data.value());
  }

  @Override
  public NodeList recipe(Declaration.Recipe recipe) {
    return NodeList.none()
        .and(recipe.name())
        .and(recipe.parameters())
        .and(recipe.constraints())
        .and(recipe.body());
  }

  @Override
  public NodeList sweep(Declaration.Sweep sweep) {
    NodeList found = NodeList.none().and(sweep.name());
    sweep.axes().forEach(axis -> found.and(axis.name()).and(axis.values()));
    return found.and(sweep.body()).and(sweep.tabulated()).and(sweep.by());
  }

  @Override
  public NodeList test(Declaration.Test test) {
    return NodeList.none().and(test.body());
  }

  @Override
  public NodeList external(Declaration.External external) {
    return NodeList.none()
        .and(external.kind())
        .and(external.name())
        .and(external.parameters())
        .and(external.inputs().orElse(List.of()))
        .and(external.result())
        .and(external.promises())
        .and(external.constraints());
  }
}
