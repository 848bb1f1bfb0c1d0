"""Writes augment.json: one small picture of bytes as torchvision 0.20.1 (PyTorch 2.5.1) changes it. Run once:
python augment.py > augment.json"""
import json
import math
import numpy as np
import torch
import torchvision
import torchvision.transforms.functional as F
from torchvision.transforms import InterpolationMode

random = np.random.default_rng(3)
picture = torch.tensor(random.integers(0, 256, (3, 9, 8)), dtype=torch.uint8)
picture[:, 2:5, 3:6] = picture[:, 2:5, 3:6] // 4
near = {"interpolation": InterpolationMode.NEAREST}
cases = []


def case(net, value):
    cases.append({"net": net, "shape": [value.shape[1], value.shape[2], value.shape[0]], "value": value.permute(1, 2, 0).double().flatten().tolist()})


def affine(angle=0.0, translate=(0, 0), shear=(0.0, 0.0)):
    return F.affine(picture, angle=angle, translate=list(translate), scale=1.0, shear=[math.degrees(math.atan(s)) for s in shear], **near)


for factor in (0.0, 0.4, 1.0, 1.7):
    case(f"adjust_brightness(x, {factor})", F.adjust_brightness(picture, factor))
    case(f"adjust_contrast(x, {factor})", F.adjust_contrast(picture, factor))
    case(f"adjust_saturation(x, {factor})", F.adjust_saturation(picture, factor))
    case(f"adjust_sharpness(x, {factor})", F.adjust_sharpness(picture, factor))
for angle in (20.0, -47.0, 135.0):
    case(f"turn(x, {angle})", F.rotate(picture, angle, **near))
for share in (0.3, -0.21):
    case(f"slant(x, across = {share})", affine(shear=(share, 0.0)))
    case(f"slant(x, down = {share})", affine(shear=(0.0, share)))
case("translate(x, across = 0.25, down = -0.3)", affine(translate=(2, -3)))
case("posterize(x, 3)", F.posterize(picture, 3))
case("solarize(x, 100.0)", F.solarize(picture, 100))
case("auto_contrast(x)", F.autocontrast(picture))
case("equalize(x)", F.equalize(picture))
case("grayscale(x)", F.rgb_to_grayscale(picture, 3))
case("center_crop(x, [5, 4])", F.center_crop(picture, [5, 4]))
case("pad_border(x, 2)", F.pad(picture, [2]))
case("normalize(x, (mean = [0.1, 0.2, 0.3], std = [0.4, 0.5, 0.6]))", F.normalize(picture.double() / 255, [0.1, 0.2, 0.3], [0.4, 0.5, 0.6]))
case("crop_resize(x, stack([0.0, 0.0, 1.0, 1.0]), [4, 3])", F.resize(picture, [4, 3], interpolation=InterpolationMode.BILINEAR, antialias=True))

print(json.dumps({"made": "by augment.py with torchvision " + torchvision.__version__.split("+")[0],
                  "picture": picture.permute(1, 2, 0).flatten().tolist(), "cases": cases}))
