"""Training steps of the networks of steps.net in Keras on TensorFlow, for comparison only.

Usage: python keras_steps.py lenet|resnet|vit [seconds]
Prints the median time of a training step in milliseconds. Same layers, batch (128), optimizer, loss and
data type as the recipe of the same name in steps.net; images are noise, since only time is measured.
Made for keras 3.8 on tensorflow-cpu 2.18.
"""

import os
import sys
import time

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("KERAS_BACKEND", "tensorflow")
import keras
import numpy as np
import tensorflow as tf
from keras import layers, ops

BATCH = 128


def lenet():
    return keras.Sequential([
        layers.Conv2D(32, 5, padding="same", activation="relu"), layers.MaxPooling2D(2),
        layers.Conv2D(64, 5, padding="same", activation="relu"), layers.MaxPooling2D(2),
        layers.Flatten(), layers.Dense(512, activation="relu"), layers.Dropout(0.5), layers.Dense(10)])


def norm(x):
    return layers.BatchNormalization(momentum=0.9, epsilon=1e-5)(x)


def basic(x, width, stride):
    y = layers.Conv2D(width, 3, stride, padding="same", use_bias=False)(x)
    y = layers.ReLU()(norm(y))
    y = norm(layers.Conv2D(width, 3, padding="same", use_bias=False)(y))
    if stride != 1 or x.shape[-1] != width:
        x = norm(layers.Conv2D(width, 1, stride, use_bias=False)(x))
    return layers.ReLU()(y + x)


def resnet(width=16):
    image = keras.Input((28, 28, 1))
    x = layers.ReLU()(norm(layers.Conv2D(width, 3, padding="same", use_bias=False)(image)))
    for stage in range(4):
        for i in range(2):
            x = basic(x, width * 2**stage, 2 if i == 0 and stage > 0 else 1)
    return keras.Model(image, layers.Dense(10)(layers.GlobalAveragePooling2D()(x)))


class Tokens(layers.Layer):
    def build(self, shape):
        self.token = self.add_weight(shape=(1, 1, shape[-1]), name="token")
        self.table = self.add_weight(shape=(shape[1] + 1, shape[-1]), name="table")

    def call(self, x):
        first = ops.broadcast_to(self.token, (ops.shape(x)[0], 1, x.shape[-1]))
        return ops.concatenate([first, x], axis=1) + self.table


class Attention(layers.Layer):
    """One projection for queries, keys and values, as in steps.net."""

    def __init__(self, heads):
        super().__init__()
        self.heads = heads

    def build(self, shape):
        self.qkv = layers.Dense(3 * shape[-1])
        self.proj = layers.Dense(shape[-1])
        self.qkv.build(shape)
        self.proj.build(shape)

    def call(self, x):
        n, c = x.shape[1], x.shape[-1]
        q, k, v = ops.unstack(
            ops.transpose(ops.reshape(self.qkv(x), (-1, n, 3, self.heads, c // self.heads)), (2, 0, 3, 1, 4)), axis=0)
        weights = ops.softmax(ops.matmul(q * (c // self.heads) ** -0.5, ops.transpose(k, (0, 1, 3, 2))))
        seen = ops.reshape(ops.transpose(ops.matmul(weights, v), (0, 2, 1, 3)), (-1, n, c))
        return self.proj(seen)


def vit(width=64, depth=6, heads=4):
    image = keras.Input((28, 28, 1))
    x = Tokens()(layers.Reshape((49, width))(layers.Conv2D(width, 4, 4)(image)))
    for _ in range(depth):
        x = x + Attention(heads)(layers.LayerNormalization(epsilon=1e-6)(x))
        y = layers.Dense(4 * width)(layers.LayerNormalization(epsilon=1e-6)(x))
        x = x + layers.Dense(width)(ops.gelu(y, approximate=False))
    x = layers.LayerNormalization(epsilon=1e-6)(x)
    return keras.Model(image, layers.Dense(10)(x[:, 0]))


def main():
    name = sys.argv[1]
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 10.0
    model = {"lenet": lenet, "resnet": resnet, "vit": vit}[name]()
    optimizer = {
        "lenet": lambda: keras.optimizers.Adam(1e-3),
        "resnet": lambda: keras.optimizers.SGD(0.1, momentum=0.9, nesterov=True),
        "vit": lambda: keras.optimizers.AdamW(1e-3, weight_decay=0.05),
    }[name]()
    model.compile(optimizer, keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=["accuracy"])
    rng = np.random.default_rng(0)
    images = rng.random((100 * BATCH, 28, 28, 1), dtype=np.float32)
    labels = rng.integers(0, 10, 100 * BATCH)
    data = tf.data.Dataset.from_tensor_slices((images, labels)).batch(BATCH, drop_remainder=True).prefetch(2)

    times = []

    class Watch(keras.callbacks.Callback):
        def on_train_batch_begin(self, batch, logs=None):
            self.start = time.perf_counter()

        def on_train_batch_end(self, batch, logs=None):
            times.append(time.perf_counter() - self.start)

    model.fit(data, steps_per_epoch=20, epochs=1, verbose=0)  # warm-up
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        model.fit(data, epochs=1, verbose=0, callbacks=[Watch()])
    print(f"{name} {1e3 * float(np.median(times)):.2f} ms a step, {len(times)} steps")


main()
