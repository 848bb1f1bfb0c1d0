package org.netwright.standard.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.DataSourceDefinition;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;
import org.netwright.standard.source.CocoAnnotations.Item;

/** {@code coco_detection(folder, …)}: images with boxes and classes of objects. */
public final class CocoDetection implements DataSourceDefinition {
  private static final String CLASSES = "classes";
  private static final int SIDES = 4;

  @Override
  public Set<String> factsOnOpening(Arguments arguments) {
    return Set.of(CLASSES);
  }

  @Override
  public Opened open(Arguments arguments, Place place) throws IOException {
    Path folder = place.find(arguments.text("folder"));
    int size = Math.toIntExact(arguments.integer("size"));
    int most = Math.toIntExact(arguments.integer("most"));
    Images train = images(folder, "train2017", size, most, place);
    Images test = images(folder, "val2017", size, most, place);
    if (!train.annotations.categories().equals(test.annotations.categories())) {
      throw place.error(
          "the categories of both files of annotations differ", "they come from one data set");
    }
    place.note(folder + ": " + train.size() + " + " + test.size() + " images");
    return new TrainAndTest(
        train, test, Map.of(CLASSES, (long) train.annotations.categories().size()));
  }

  private static Images images(Path folder, String part, int size, int most, Place place)
      throws IOException {
    Path file = folder.resolve("annotations").resolve("instances_" + part + ".json");
    CocoAnnotations annotations = CocoAnnotations.read(file, place);
    Path images = folder.resolve(part);
    for (String name : annotations.images().values()) {
      Path image = images.resolve(name).normalize();
      if (!image.startsWith(images.normalize()) || !Files.isRegularFile(image)) {
        throw place.error(
            file + " names " + image + ", which is not there", "put the images into " + images);
      }
    }
    return new Images(images, annotations, size, most);
  }

  /** Images that are decoded when they are read. */
  private static final class Images implements Split {
    private static final int IMAGE = 0;
    private static final int BOXES = 1;
    private static final int KINDS = 2;
    private static final int VALID = 3;

    private final Path folder;
    private final CocoAnnotations annotations;
    private final List<Long> ids;
    private final int size;
    private final int most;

    Images(Path folder, CocoAnnotations annotations, int size, int most) {
      this.folder = folder;
      this.annotations = annotations;
      this.ids = new ArrayList<>(annotations.images().keySet());
      this.size = size;
      this.most = most;
    }

    @Override
    public long size() {
      return ids.size();
    }

    @Override
    public List<Field> fields() {
      return List.of(
          new Field(
              "image", new TensorType(ElementType.U8, Shape.of(size, size, RgbPicture.CHANNELS))),
          new Field("boxes", TensorType.f32(Shape.of(most, SIDES))),
          new Field(CLASSES, new TensorType(ElementType.I64, Shape.of(most))),
          new Field("valid", new TensorType(ElementType.BOOL, Shape.of(most))));
    }

    @Override
    public void read(long index, RecordWriter writer) throws IOException {
      long id = ids.get(Math.toIntExact(index));
      RgbPicture picture =
          RgbPicture.read(folder.resolve(annotations.images().getOrDefault(id, "")));
      List<Item> items = new ArrayList<>(annotations.items(id));
      items.sort(Comparator.comparingDouble((Item item) -> -item.width() * item.height()));
      double scale = picture.scale(size);
      float[] boxes = new float[most * SIDES];
      long[] classes = new long[most];
      byte[] valid = new byte[most];
      for (int i = 0; i < Math.min(most, items.size()); i++) {
        Item item = items.get(i);
        boxes[SIDES * i] = (float) (scale * item.top());
        boxes[SIDES * i + 1] = (float) (scale * item.left());
        boxes[SIDES * i + 2] = (float) (scale * (item.top() + item.height()));
        boxes[SIDES * i + 3] = (float) (scale * (item.left() + item.width()));
        classes[i] = annotations.categories().indexOf(item.category());
        valid[i] = 1;
      }
      byte[] pixels = picture.fitted(size).pixels();
      writer.bytes(IMAGE, pixels, 0, pixels.length);
      writer.floats(BOXES, boxes);
      writer.longs(KINDS, classes);
      writer.bytes(VALID, valid, 0, most);
    }
  }
}
