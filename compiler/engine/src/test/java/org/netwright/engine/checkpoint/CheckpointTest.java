package org.netwright.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.engine.checkpoint.Header.Tensor;
import org.netwright.engine.checkpoint.TrainingState.Best;
import org.netwright.engine.checkpoint.TrainingState.StageOutcome;
import org.netwright.frontend.program.RecipeProgram.Holding;
import org.netwright.frontend.program.RecipeProgram.Load.Choice;
import org.netwright.frontend.program.RecipeProgram.NetInfo;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;
import org.netwright.tensorflow.EnvironmentFault;
import org.netwright.tensorflow.HostTensor;

class CheckpointTest {
  @TempDir Path folder;

  private static Header header(long step) {
    Map<String, Measurement> measured =
        Map.of(
            "test.accuracy",
            new Measurement(new TensorType(ElementType.F32, Shape.SCALAR), List.of((double) 0.8f)),
            "test.confusion",
            new Measurement(
                new TensorType(ElementType.I64, Shape.of(2, 2)), List.of(1.0, 2.0, 3.0, 4.0)));
    TrainingState state =
        new TrainingState(
            1,
            step,
            6,
            false,
            1.5,
            measured,
            Optional.of(new Best(4, Double.MIN_VALUE, measured, "best.ckpt")),
            List.of(new StageOutcome("warm", 2, 12, 0.5, 12, measured, "warm.best.ckpt")),
            Map.of("metrics.jsonl", 120L));
    RunIdentity identity =
        new RunIdentity(
            "Tiny",
            "abc",
            7,
            List.of(new RunIdentity.Plugin("standard", "1.0", "def")),
            Map.of("memory.train", "123"),
            "0.1.0");
    return new Header(
        identity,
        state,
        List.of(new NetInfo("net", "Tiny", Holding.TRAINED)),
        List.of(
            new Tensor("net", "weight", Variable.Kind.PARAMETER, TensorType.f32(Shape.of(3, 5))),
            new Tensor(
                "", "count", Variable.Kind.COUNTER, new TensorType(ElementType.I64, Shape.SCALAR)),
            new Tensor(
                "net", "empty", Variable.Kind.STATE, new TensorType(ElementType.U8, Shape.of(0)))));
  }

  private static IntFunction<HostTensor> values(long step) {
    return index -> {
      HostTensor value = HostTensor.allocate(header(step).tensors().get(index).type());
      for (int i = 0; i < value.bytes().limit(); i++) {
        value.bytes().put(i, (byte) (31 * i + index + step));
      }
      return value;
    };
  }

  private Path written() throws IOException {
    Path file = folder.resolve("tiny.ckpt");
    CheckpointWriter.write(Disk.REAL, file, header(9), values(9));
    return file;
  }

  /** What the user is told; empty if the file is taken for whole. */
  private static String refusal(Path file) {
    try {
      Checkpoint.open(file);
      return "";
    } catch (EnvironmentFault fault) {
      return fault.diagnostic().message();
    }
  }

  @Test
  void everythingComesBackAsItWas() throws IOException {
    Checkpoint read = Checkpoint.open(written());
    assertThat(read.header()).isEqualTo(header(9));
    assertThat(read.header().state().epoch()).isEqualTo(1);
    assertThat(read.header().state().batch()).isEqualTo(3);
    for (int i = 0; i < 3; i++) {
      assertThat(read.value(read.header().tensors().get(i)).bytes())
          .isEqualTo(values(9).apply(i).bytes());
    }
  }

  @Test
  void valuesLieAtMultiplesOf64() throws IOException {
    byte[] bytes = Files.readAllBytes(written());
    HostTensor weight = values(9).apply(0);
    int at = 0;
    byte[] wanted = weight.bytes().array();
    while (!Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
      at += 64;
    }
    assertThat(at).isPositive();
  }

  @Test
  void aFileCutAtAnyByteIsRefusedWithItsName() throws IOException {
    byte[] bytes = Files.readAllBytes(written());
    Path cut = folder.resolve("cut.ckpt");
    for (int length = 0; length < bytes.length; length++) {
      Files.write(cut, Arrays.copyOf(bytes, length));
      assertThat(refusal(cut))
          .as("cut to %s bytes", length)
          .contains("cut.ckpt is damaged: it is cut off");
    }
  }

  @Test
  void aFileWithAFlippedBitAnywhereIsRefused() throws IOException {
    byte[] bytes = Files.readAllBytes(written());
    Path flipped = folder.resolve("flipped.ckpt");
    for (int at = 0; at < bytes.length; at++) {
      byte[] other = bytes.clone();
      other[at] ^= (byte) (1 << at % 8);
      Files.write(flipped, other);
      assertThat(refusal(flipped)).as("byte %s", at).contains("flipped.ckpt is damaged");
    }
  }

  @Test
  void aDamagedTensorIsNamed() throws IOException {
    byte[] bytes = Files.readAllBytes(written());
    // The empty tensor lies at the multiple of 64 behind the 8 bytes of the counter.
    int end = bytes.length - CheckpointLayout.DIGEST - 4 * 3;
    bytes[end - 60] ^= 1;
    Path file = Files.write(folder.resolve("damaged.ckpt"), bytes);
    assertThatThrownBy(() -> Checkpoint.open(file))
        .hasMessageContaining("the values of count are damaged");
  }

  @Test
  void bytesBehindTheEndAreRefused() throws IOException {
    byte[] bytes = Files.readAllBytes(written());
    Path file = Files.write(folder.resolve("long.ckpt"), Arrays.copyOf(bytes, bytes.length + 3));
    assertThatThrownBy(() -> Checkpoint.open(file)).hasMessageContaining("3 bytes too many");
  }

  @Test
  void aHeaderThatAsksForMuchMemoryIsRefusedAtOnce() throws IOException {
    byte[] bytes = Files.readAllBytes(written());
    ByteBuffer.wrap(bytes)
        .order(java.nio.ByteOrder.LITTLE_ENDIAN)
        .putLong(8, Long.MAX_VALUE)
        .putInt(20, CheckpointLayout.crc(prefixWithLength(bytes, Long.MAX_VALUE)));
    Path file = Files.write(folder.resolve("huge.ckpt"), bytes);
    assertThatThrownBy(() -> Checkpoint.open(file))
        .isInstanceOf(EnvironmentFault.class)
        .hasMessageContaining("damaged");
  }

  private static byte[] prefixWithLength(byte[] bytes, long length) {
    byte[] prefix = Arrays.copyOf(bytes, 20);
    ByteBuffer.wrap(prefix).order(java.nio.ByteOrder.LITTLE_ENDIAN).putLong(8, length);
    return prefix;
  }

  @Test
  void anotherFileIsNoCheckpoint() throws IOException {
    Path file = Files.writeString(folder.resolve("notes.txt"), "a".repeat(200));
    assertThatThrownBy(() -> Checkpoint.open(file))
        .hasMessageContaining("notes.txt is damaged: it does not begin as a checkpoint does");
    assertThatThrownBy(() -> Checkpoint.open(folder.resolve("nothing.ckpt")))
        .hasMessageContaining("nothing.ckpt does not exist");
  }

  // ---- the store

  @Test
  void theLastTwoAreKept() throws IOException {
    CheckpointStore store = new CheckpointStore(folder);
    for (long step = 1; step <= 3; step++) {
      store.saveLast(header(step), values(step));
    }
    assertThat(Checkpoint.open(store.last()).header().state().step()).isEqualTo(3);
    assertThat(Checkpoint.open(folder.resolve("previous.ckpt")).header().state().step())
        .isEqualTo(2);
    try (var files = Files.list(folder)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder("last.ckpt", "previous.ckpt");
    }
  }

  @Test
  void aDamagedLastGivesThePreviousWithANotice() throws IOException {
    CheckpointStore store = new CheckpointStore(folder);
    store.saveLast(header(1), values(1));
    store.saveLast(header(2), values(2));
    Files.write(store.last(), new byte[10]);
    List<String> notices = new ArrayList<>();
    assertThat(store.latest(notices::add).orElseThrow().header().state().step()).isEqualTo(1);
    assertThat(notices).singleElement().asString().contains("last.ckpt is damaged", "previous");
    Files.write(folder.resolve("previous.ckpt"), new byte[10]);
    assertThatThrownBy(() -> store.latest(notices::add))
        .isInstanceOf(EnvironmentFault.class)
        .hasMessageContaining("last.ckpt is damaged")
        .hasMessageContaining("previous.ckpt is damaged");
  }

  @Test
  void aRunOffersItsBestElseItsLast() {
    CheckpointStore store = new CheckpointStore(folder);
    assertThatThrownBy(() -> store.chosen(Choice.DEFAULT, note -> {}))
        .hasMessageContaining("holds no checkpoint yet");
    store.saveBest("", header(4), values(4));
    store.saveLast(header(9), values(9));
    assertThat(store.chosen(Choice.DEFAULT, note -> {}).header().state().step()).isEqualTo(4);
    assertThat(store.chosen(Choice.LAST, note -> {}).header().state().step()).isEqualTo(9);
  }

  /** A disk with room for so many bytes. */
  private static Disk fullAfter(long room) {
    return file -> {
      Disk.Output real = Disk.REAL.create(file);
      return new Disk.Output() {
        private long left = room;

        @Override
        public void write(ByteBuffer bytes) throws IOException {
          left -= bytes.remaining();
          if (left < 0) {
            bytes.limit(bytes.limit() - (int) Math.min(-left, bytes.remaining()));
            real.write(bytes);
            throw new IOException("No space left on device");
          }
          real.write(bytes);
        }

        @Override
        public void force() throws IOException {
          real.force();
        }

        @Override
        public void close() throws IOException {
          real.close();
        }
      };
    };
  }

  @Test
  void aFullDiskIsSaidAndLosesNothing() throws IOException {
    CheckpointStore store = new CheckpointStore(folder);
    store.saveLast(header(1), values(1));
    store.saveLast(header(2), values(2));
    long size = Files.size(store.last());
    for (long room = 0; room < size; room += 37) {
      CheckpointStore full = new CheckpointStore(folder, fullAfter(room));
      assertThatThrownBy(() -> full.saveLast(header(3), values(3)))
          .isInstanceOfSatisfying(
              EnvironmentFault.class,
              fault -> assertThat(fault.diagnostic().code()).isEqualTo("NW612"))
          .hasMessageContaining("the disk is full");
      assertThat(Checkpoint.open(store.last()).header().state().step()).isEqualTo(2);
      assertThat(Checkpoint.open(folder.resolve("previous.ckpt")).header().state().step())
          .isEqualTo(1);
      assertThat(folder.resolve("last.ckpt.tmp")).doesNotExist();
    }
  }

  @Test
  void whatAKilledProcessLeftIsCleaned() throws IOException {
    CheckpointStore store = new CheckpointStore(folder);
    store.saveLast(header(1), values(1));
    Files.write(folder.resolve("last.ckpt.tmp"), new byte[5]);
    store.clean();
    assertThat(folder.resolve("last.ckpt.tmp")).doesNotExist();
    assertThat(store.last()).exists();
  }
}
