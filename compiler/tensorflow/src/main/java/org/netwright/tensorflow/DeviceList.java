package org.netwright.tensorflow;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.tensorflow.internal.c_api.TF_DeviceList;
import org.tensorflow.internal.c_api.TF_Graph;
import org.tensorflow.internal.c_api.TF_Session;
import org.tensorflow.internal.c_api.TF_SessionOptions;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.internal.c_api.global.tensorflow;

/** The devices that TensorFlow sees on this machine. */
public record DeviceList(List<Device> devices) {
  public DeviceList {
    devices = List.copyOf(devices);
  }

  /**
   * A device.
   *
   * @param name as TensorFlow writes it: {@code /job:localhost/replica:0/task:0/device:CPU:0}
   * @param type {@code CPU}, {@code GPU}
   */
  public record Device(String name, String type) {
    /** The last part of the name: {@code CPU:0}. */
    @Override
    public String toString() {
      return name.substring(name.lastIndexOf("device:") + "device:".length());
    }
  }

  public boolean hasGpu() {
    return devices.stream().anyMatch(device -> device.type().equals("GPU"));
  }

  /**
   * Asks TensorFlow, once in a process.
   *
   * @throws EnvironmentFault when TensorFlow does not load
   */
  public static DeviceList ofThisMachine() {
    TensorFlowRuntime.demand();
    return Known.DEVICES;
  }

  private static final class Known {
    static final DeviceList DEVICES = list();
  }

  /** TensorFlow Java has no method for this, so its C interface is asked. */
  @SuppressWarnings("try") // the scope frees what the body makes
  private static DeviceList list() {
    try (PointerScope scope = new PointerScope()) {
      TF_Status status = TF_Status.newStatus();
      TF_Session session =
          TF_Session.newSession(TF_Graph.newGraph(), TF_SessionOptions.newSessionOptions(), status);
      status.throwExceptionIfNotOK();
      TF_DeviceList list = tensorflow.TF_SessionListDevices(session, status);
      status.throwExceptionIfNotOK();
      List<Device> devices = new ArrayList<>();
      for (int i = 0; i < tensorflow.TF_DeviceListCount(list); i++) {
        devices.add(
            new Device(
                tensorflow.TF_DeviceListName(list, i, status).getString(),
                tensorflow.TF_DeviceListType(list, i, status).getString()));
      }
      tensorflow.TF_DeleteDeviceList(list);
      return new DeviceList(devices);
    }
  }
}
