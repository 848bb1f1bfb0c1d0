"""Writes the files beside it as NumPy 2.0.2 and TensorFlow 2.18 write them. Run once: python sources.py"""
import numpy as np
import tensorflow as tf

features = np.arange(24, dtype=np.int16).reshape(4, 2, 3) - 4
labels = np.array([2, 0, 1, 2], dtype=np.uint8)
np.save("features.npy", (features / 8).astype(">f8"))
np.save("labels.npy", labels)
np.savez_compressed("splits.npz", x_train=features.astype(np.float16), y_train=labels, x_test=features[:2], y_test=labels[:2, None])
np.savez("rows.npz", x=features > 3, y=labels.astype(">i4"))
np.save("objects.npy", np.array([1, "a", None], dtype=object), allow_pickle=True)
np.save("fortran.npy", np.asfortranarray(features))
np.save("complex.npy", features.astype(np.complex64))
np.save("fields.npy", np.zeros(3, dtype=[("a", "<f4"), ("b", "<i4")]))

List = {"bytes": lambda v: tf.train.Feature(bytes_list=tf.train.BytesList(value=v)),
        "floats": lambda v: tf.train.Feature(float_list=tf.train.FloatList(value=v)),
        "ints": lambda v: tf.train.Feature(int64_list=tf.train.Int64List(value=v))}


def write(name, *examples):
    with tf.io.TFRecordWriter(name) as writer:
        for example in examples:
            features = {key: List[kind](values) for key, (kind, values) in example.items()}
            writer.write(tf.train.Example(features=tf.train.Features(feature=features)).SerializeToString())


write("train.tfrecord", *[{"features": ("floats", [i, -0.5, 1e-3]), "label": ("ints", [i]), "pixels": ("bytes", [bytes([0, 128, 255])]),
                           "whole": ("ints", [-1, 2**40, i]), "note": ("bytes", [b"x"]), "none": ("ints", [])} for i in range(3)])
write("test.tfrecord", {"features": ("floats", [7, 8, 9]), "label": ("ints", [1]), "pixels": ("bytes", [b"abc"]), "whole": ("ints", [1, 2, 3])})
pictures = [tf.io.encode_png(np.full((2, 3, 3), 10 * i, np.uint8)).numpy() for i in range(2)]
write("pictures.tfrecord", *[{"image/encoded": ("bytes", [p]), "image/class/label": ("ints", [i])} for i, p in enumerate(pictures)])
