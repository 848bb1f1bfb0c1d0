package org.netwright.tensorflow;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.netwright.spi.graph.Op;
import org.netwright.tensorflow.emit.Target;
import org.netwright.tensorflow.node.NodeWatch;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.internal.c_api.TF_Buffer;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.internal.c_api.global.tensorflow;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.KernelDef;
import org.tensorflow.proto.KernelList;
import org.tensorflow.proto.NodeDef;

/**
 * Whether TensorFlow has a kernel for a node in bf16. It has them for fewer ops than in f32, not
 * the same on each device, and would say so on the first run only, without a place in the text.
 */
final class KernelRegistry implements NodeWatch {
  private final Target target;
  private final Map<String, List<KernelDef>> kernels = new HashMap<>();

  /**
   * @param target where nodes run; what a GPU lacks runs on the CPU
   */
  KernelRegistry(Target target) {
    this.target = target;
  }

  /**
   * Looks at nodes with a bf16 operand.
   *
   * @throws EnvironmentFault when no kernel takes it
   */
  @Override
  public void written(GraphOperation node, Optional<Op> op) {
    if (node.inputs().stream().noneMatch(KernelRegistry::isHalf)) {
      return;
    }
    NodeDef definition = definition(node);
    boolean there =
        kernels.computeIfAbsent(node.type(), KernelRegistry::ask).stream()
            .anyMatch(kernel -> runsHere(kernel) && takes(kernel, definition));
    if (!there) {
      throw new EnvironmentFault(TensorFlowMessages.noKernel(node.type(), target, op));
    }
  }

  private static boolean isHalf(Operand<?> operand) {
    return operand.asOutput().dataType() == DataType.DT_BFLOAT16;
  }

  private boolean runsHere(KernelDef kernel) {
    return kernel.getDeviceType().equals("CPU")
        || target == Target.GPU && kernel.getDeviceType().equals("GPU");
  }

  private static boolean takes(KernelDef kernel, NodeDef node) {
    for (KernelDef.AttrConstraint constraint : kernel.getConstraintList()) {
      AttrValue value = node.getAttrOrDefault(constraint.getName(), AttrValue.getDefaultInstance());
      List<DataType> types =
          value.hasList() ? value.getList().getTypeList() : List.of(value.getType());
      if (!constraint.getAllowedValues().getList().getTypeList().containsAll(types)) {
        return false;
      }
    }
    return true;
  }

  // ---- TensorFlow Java has no methods for these, so its C interface is asked

  @SuppressWarnings("try") // the scope frees what the body makes
  private static NodeDef definition(GraphOperation node) {
    try (PointerScope scope = new PointerScope()) {
      TF_Status status = TF_Status.newStatus();
      TF_Buffer buffer = TF_Buffer.newBuffer();
      tensorflow.TF_OperationToNodeDef(node.getUnsafeNativeHandle(), buffer, status);
      status.throwExceptionIfNotOK();
      return NodeDef.parseFrom(bytes(buffer));
    } catch (InvalidProtocolBufferException broken) {
      throw new IllegalStateException("TensorFlow must describe its node " + node, broken);
    }
  }

  @SuppressWarnings("try") // the scope frees what the body makes
  private static List<KernelDef> ask(String type) {
    try (PointerScope scope = new PointerScope()) {
      TF_Status status = TF_Status.newStatus();
      TF_Buffer buffer = tensorflow.TF_GetRegisteredKernelsForOp(type, status);
      status.throwExceptionIfNotOK();
      List<KernelDef> found = KernelList.parseFrom(bytes(buffer)).getKernelList();
      tensorflow.TF_DeleteBuffer(buffer);
      return found;
    } catch (InvalidProtocolBufferException broken) {
      throw new IllegalStateException("TensorFlow must list its kernels for " + type, broken);
    }
  }

  private static byte[] bytes(TF_Buffer buffer) {
    byte[] bytes = new byte[Math.toIntExact(buffer.length())];
    if (bytes.length > 0) {
      new BytePointer(buffer.data()).capacity(bytes.length).get(bytes);
    }
    return bytes;
  }
}
