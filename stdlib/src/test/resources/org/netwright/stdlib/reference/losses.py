"""Writes losses.json: losses and their gradients as PyTorch 2.5.1 and torchvision 0.20.1 compute them in
float64, on inputs that float32 holds exactly. Run once: python losses.py > losses.json"""
import json
import numpy as np
import torch
import torch.nn.functional as F
from torchvision.ops import sigmoid_focal_loss

random = np.random.default_rng(7)
cases = []


def draw(*shape, low=-3.0, high=3.0):
    return torch.tensor(np.round(random.uniform(low, high, shape), 3).astype(np.float32).astype(np.float64))


def classes(k, *shape):
    return torch.tensor(random.integers(0, k, shape))


def case(name, net, reference, *inputs):
    """`net` and `reference` speak of the inputs as a, b, c, d."""
    given = [x.clone().requires_grad_(x.is_floating_point()) for x in inputs]
    value = eval(reference, globals(), dict(zip("abcd", given)))
    floats = [x for x in given if x.is_floating_point()]
    gradients = torch.autograd.grad(value.sum(), floats, allow_unused=True)
    found = iter(gradients)
    cases.append({
        "name": name,
        "net": net,
        "reference": reference,
        "inputs": [{
            "type": "f32" if x.is_floating_point() else "i64",
            "shape": list(x.shape),
            "numbers": x.flatten().tolist(),
            "gradient": (lambda g: None if g is None else g.flatten().tolist())(next(found)) if x.is_floating_point() else None,
        } for x in inputs],
        "value": value.detach().flatten().tolist(),
    })


def asymmetric(x, y, gp, gn, m):
    p = torch.sigmoid(x)
    absent = (1 - p + m).clamp(max=1)
    nats = y * torch.log(p) + (1 - y) * torch.log(absent)
    chance = p * y + absent * (1 - y)
    return -(nats * (1 - chance) ** (gp * y + gn * (1 - y))).sum(-1)


def nt_xent(a, b, t):
    z = F.normalize(torch.cat([a, b]), dim=1)
    s = (z @ z.T / t).fill_diagonal_(float("-inf"))
    n = len(a)
    each = F.cross_entropy(s, torch.arange(2 * n).roll(n), reduction="none")
    return (each[:n] + each[n:]) / 2


def queue(q, k, others, t):
    q, k, others = F.normalize(q, dim=1), F.normalize(k, dim=1), F.normalize(others.detach(), dim=1)
    logits = torch.cat([(q * k).sum(1, keepdim=True), q @ others.T], dim=1) / t
    return F.cross_entropy(logits, torch.zeros(len(q), dtype=torch.long), reduction="none")


x, y = draw(5, 4), classes(4, 5)
case("cross entropy", "cross_entropy(a, b)", "F.cross_entropy(a, b, reduction='none')", x, y)
case("cross entropy, smoothed", "cross_entropy(a, b, smoothing = 0.2)",
     "F.cross_entropy(a, b, reduction='none', label_smoothing=0.2)", x, y)
case("cross entropy, smoothed towards the others", "cross_entropy(a, b, smoothing = 0.2, towards = \"others\")",
     "F.cross_entropy(a, b, reduction='none', label_smoothing=0.2 * 4 / 3)", x, y)
case("cross entropy of a distribution, smoothed", "cross_entropy(a, b, smoothing = 0.1)",
     "F.cross_entropy(a, b, reduction='none', label_smoothing=0.1)", x, torch.softmax(draw(5, 4), -1).float().double())
case("class weights", "weighted_cross_entropy(a, b, weights = [0.5, 2.0, 1.0, 3.0])",
     "F.cross_entropy(a, b, torch.tensor([0.5, 2.0, 1.0, 3.0]).double(), reduction='none')", x, y)
case("class weights, smoothed", "weighted_cross_entropy(a, b, weights = [0.5, 2.0, 1.0, 3.0], smoothing = 0.1)",
     "F.cross_entropy(a, b, torch.tensor([0.5, 2.0, 1.0, 3.0]).double(), reduction='none', label_smoothing=0.1)", x, y)
case("class weights, PyTorch's mean", "reshape(weighted_mean(cross_entropy(a, b), gather(stack([0.5, 2.0, 1.0, 3.0]), b)), [1])",
     "F.cross_entropy(a, b, torch.tensor([0.5, 2.0, 1.0, 3.0]).double()).reshape(1)", x, y)
case("focal", "focal(a, b, alpha = 0.3, gamma = 1.5)",
     "sigmoid_focal_loss(a, F.one_hot(b, 4).double(), alpha=0.3, gamma=1.5).sum(-1)", x, y)
case("focal cross entropy", "focal_cross_entropy(a, b, gamma = 2.0)",
     "(1 - torch.softmax(a, -1).gather(1, b[:, None])[:, 0]) ** 2 * F.cross_entropy(a, b, reduction='none')", x, y)
tags = torch.tensor(random.integers(0, 2, (5, 4))).double()
case("asymmetric", "asymmetric(a, b, positive = 1.0, negative = 4.0, margin = 0.05)", "asymmetric(a, b.detach(), 1.0, 4.0, 0.05)", x, tags)
case("asymmetric without a margin", "asymmetric(a, b, positive = 0.0, negative = 2.0, margin = 0.0)", "asymmetric(a, b.detach(), 0.0, 2.0, 0.0)", x, tags)
soft = draw(5, 4, low=0.0, high=1.0)
case("binary cross entropy", "binary_cross_entropy(a, b)", "F.binary_cross_entropy_with_logits(a, b, reduction='none')", x, soft)
case("weighted binary cross entropy", "weighted_binary_cross_entropy(a, b, positive = 3.0)",
     "F.binary_cross_entropy_with_logits(a, b, reduction='none', pos_weight=torch.tensor(3.0).double())", x, soft)
case("log loss", "log_loss(a, b)", "F.binary_cross_entropy(a, b.detach(), reduction='none')", draw(5, 4, low=0.05, high=0.95), soft)
target = torch.softmax(draw(5, 4), -1).float().double()
case("soft cross entropy", "soft_cross_entropy(a, b)", "-(b * torch.log_softmax(a, -1)).sum(-1)", x, target)
case("divergence", "kl_divergence(a, b)", "F.kl_div(torch.log_softmax(a, -1), b, reduction='none').sum(-1)", x, target)
teacher = draw(5, 4)
case("distillation", "distillation(a, b, temperature = 2.0)",
     "4 * F.kl_div(torch.log_softmax(a / 2, -1), torch.softmax(b.detach() / 2, -1), reduction='none').sum(-1)", x, teacher)
case("distillation, not scaled", "distillation(a, b, temperature = 4.0, scaled = false)",
     "F.kl_div(torch.log_softmax(a / 4, -1), torch.softmax(b.detach() / 4, -1), reduction='none').sum(-1)", x, teacher)
p, q = draw(3, 2, 4), draw(3, 2, 4)
case("mean squared error", "mean_squared_error(a, b)", "F.mse_loss(a, b, reduction='none').mean((1, 2))", p, q)
case("mean absolute error", "mean_absolute_error(a, b)", "F.l1_loss(a, b, reduction='none').mean((1, 2))", p, q)
case("mean absolute error of numbers", "mean_absolute_error(a, b)", "F.l1_loss(a, b, reduction='none')", draw(6), draw(6))
case("huber", "huber(a, b, delta = 1.5)", "F.huber_loss(a, b, reduction='none', delta=1.5).mean((1, 2))", p, q)
case("log cosh", "log_cosh(a, b)", "torch.log(torch.cosh(a - b)).mean((1, 2))", p, q)
signs = 2 * tags - 1
case("hinge", "hinge(a, b)", "(1 - a * b).clamp(min=0)", x, signs)
case("squared hinge", "squared_hinge(a, b)", "(1 - a * b).clamp(min=0) ** 2", x, signs)
case("multi-class margin", "multi_class_margin(a, b)", "F.multi_margin_loss(a, b, reduction='none')", x, y)
case("multi-class margin, squared", "multi_class_margin(a, b, margin = 0.7, power = 2)",
     "F.multi_margin_loss(a, b, p=2, margin=0.7, reduction='none')", x, y)
u, v, w = draw(5, 6), draw(5, 6), draw(5, 6)
case("cosine similarity", "cosine_similarity(a, b)", "F.cosine_similarity(a, b)", u, v)
case("cosine distance", "cosine_distance(a, b)", "1 - F.cosine_similarity(a, b)", u, v)
alike = torch.tensor([1.0, -1.0, -1.0, 1.0, -1.0]).double()
case("cosine embedding", "cosine_embedding(a, b, c, margin = -0.3)",
     "F.cosine_embedding_loss(a, b, c.detach(), margin=-0.3, reduction='none')", u, v, alike)
case("triplet", "triplet(a, b, c, margin = 2.0)", "F.triplet_margin_loss(a, b, c, margin=2.0, eps=0, reduction='none')", u, v, w)
case("triplet of squares", "triplet(a, b, c, margin = 9.0, squared = true)",
     "(((a - b) ** 2).sum(1) - ((a - c) ** 2).sum(1) + 9.0).clamp(min=0)", u, v, w)
case("InfoNCE in a batch", "info_nce(a, b, temperature = 0.5)",
     "F.cross_entropy(F.normalize(a, dim=1) @ F.normalize(b, dim=1).T / 0.5, torch.arange(5), reduction='none')", u, v)
case("InfoNCE with a queue", "queue_contrast(a, b, c, temperature = 0.5)", "queue(a, b, c, 0.5)", u, v, draw(7, 6))
case("NT-Xent", "nt_xent(a, b, temperature = 0.5)", "nt_xent(a, b, 0.5)", u, v)
labels = torch.tensor([[1, 2, 2, 4], [3, 1, 0, 0], [4, 4, 4, 0]])
steps, lengths = torch.tensor([9, 6, 7]), torch.tensor([4, 2, 3])
case("CTC", "ctc(a, b, steps = c, length = d)",
     "F.ctc_loss(torch.log_softmax(a, -1).transpose(0, 1), b, c, d, blank=0, reduction='none')", draw(3, 9, 5), labels, steps, lengths)
case("CTC, another blank", "ctc(a, b, steps = c, length = d, blank = 4)",
     "F.ctc_loss(torch.log_softmax(a, -1).transpose(0, 1), b, c, d, blank=4, reduction='none')",
     draw(2, 8, 5), torch.tensor([[0, 1, 1], [3, 2, 0]]), torch.tensor([8, 3]), torch.tensor([3, 2]))

print(json.dumps({"made": "by losses.py with PyTorch " + torch.__version__.split("+")[0] + " in float64", "cases": cases}, indent=1))
