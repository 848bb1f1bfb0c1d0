package org.netwright.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netwright.frontend.program.ModelProgram;
import org.netwright.frontend.program.Variable;

/** The networks of the samples have as many parameters as their papers' models, to the last one. */
class PublishedSizesTest {
  @ParameterizedTest
  @CsvSource({
    "quickstart.net, Lenet, 1663370",
    "resnet.net, ResNet18, 11689512",
    "resnet.net, ResNet34, 21797672",
    "resnet.net, ResNet50, 25557032",
    "vit.net, ViTTiny, 5717416",
    "vit.net, ViTSmall, 22050664",
    "vit.net, ViTBase, 86567656",
  })
  void aModelHasItsPublishedSize(String file, String name, long parameters) {
    ModelProgram model = Project.compile(file).model(name, Map.of(), Optional.empty());
    long counted =
        model.variables().stream()
            .filter(variable -> variable.kind() == Variable.Kind.PARAMETER)
            .mapToLong(variable -> variable.type().shape().elements().known())
            .sum();
    assertThat(counted).isEqualTo(parameters);
  }
}
