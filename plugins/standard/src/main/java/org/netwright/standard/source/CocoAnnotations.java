package org.netwright.standard.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.netwright.spi.definition.DataSourceDefinition.Place;

/**
 * The file of annotations of COCO: {@code images} (id, file_name), {@code categories} (id) and
 * {@code annotations} (image_id, category_id, bbox as left, top, width, height, iscrowd). It is
 * read as a stream, since those of the whole data set have hundreds of megabytes.
 */
final class CocoAnnotations {
  private static final JsonFactory JSON = new JsonFactory();

  /** An object: its box in pixels of the image. */
  record Item(long category, double left, double top, double width, double height) {}

  private final Map<Long, String> images = new TreeMap<>();
  private final Map<Long, List<Item>> items = new TreeMap<>();
  private final List<Long> categories = new ArrayList<>();

  private CocoAnnotations() {}

  static CocoAnnotations read(Path file, Place place) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw place.error(file + " is missing", "give the folder that holds annotations and images");
    }
    CocoAnnotations annotations = new CocoAnnotations();
    try (JsonParser json = JSON.createParser(file.toFile())) {
      demand(json.nextToken() == JsonToken.START_OBJECT, file, place);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        annotations.member(json, json.currentName(), file, place);
      }
    } catch (JsonProcessingException e) {
      throw place.error(
          file
              + ":"
              + e.getLocation().getLineNr()
              + " is no JSON: "
              + e.getOriginalMessage().lines().findFirst().orElse(""),
          "copy or download the file again");
    }
    annotations.demandWhole(file, place);
    return annotations;
  }

  private static void demand(boolean holds, Path file, Place place) {
    if (!holds) {
      throw place.error(
          file + " is no file of annotations",
          "it is an object with images, categories, annotations");
    }
  }

  private void member(JsonParser json, String name, Path file, Place place) throws IOException {
    JsonToken begin = json.nextToken();
    boolean known = List.of("images", "categories", "annotations").contains(name);
    if (!known) {
      json.skipChildren();
      return;
    }
    demand(begin == JsonToken.START_ARRAY, file, place);
    while (json.nextToken() != JsonToken.END_ARRAY) {
      demand(json.currentToken() == JsonToken.START_OBJECT, file, place);
      element(json, name);
    }
  }

  private void element(JsonParser json, String kind) throws IOException {
    Map<String, Long> numbers = new TreeMap<>();
    double[] box = {};
    String image = "";
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (value == JsonToken.VALUE_NUMBER_INT) {
        numbers.put(name, json.getLongValue());
      } else if (name.equals("file_name") && value == JsonToken.VALUE_STRING) {
        image = json.getText();
      } else if (name.equals("bbox") && value == JsonToken.START_ARRAY) {
        box = numbers(json);
      } else {
        json.skipChildren();
      }
    }
    long id = numbers.getOrDefault("id", -1L);
    switch (kind) {
      case "images" -> images.put(id, image);
      case "categories" -> categories.add(id);
      default -> {
        boolean crowd = numbers.getOrDefault("iscrowd", 0L) != 0;
        if (!crowd && box.length == 4 && box[2] > 0 && box[3] > 0) {
          items
              .computeIfAbsent(numbers.getOrDefault("image_id", -1L), k -> new ArrayList<>())
              .add(
                  new Item(
                      numbers.getOrDefault("category_id", -1L), box[0], box[1], box[2], box[3]));
        }
      }
    }
  }

  private static double[] numbers(JsonParser json) throws IOException {
    List<Double> numbers = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      numbers.add(json.getDoubleValue());
    }
    return numbers.stream().mapToDouble(n -> n).toArray();
  }

  private void demandWhole(Path file, Place place) {
    categories.sort(null);
    demand(!images.isEmpty() && !categories.isEmpty(), file, place);
    items.forEach(
        (image, found) -> {
          if (!images.containsKey(image)) {
            throw place.error(
                file + " annotates the image " + image + ", which is not among its images",
                "copy or download the file again");
          }
          for (Item item : found) {
            if (!categories.contains(item.category())) {
              throw place.error(
                  file + " annotates the category " + item.category() + ", which it does not list",
                  "copy or download the file again");
            }
          }
        });
  }

  /** The names of the image files by id. */
  Map<Long, String> images() {
    return images;
  }

  List<Item> items(long image) {
    return items.getOrDefault(image, List.of());
  }

  /** The ids of the categories in rising order. */
  List<Long> categories() {
    return categories;
  }
}
