"""Writes metrics.json: metrics as scikit-learn and torch compute them in float64 over all examples at once, on inputs
that float32 holds exactly. Run once: python metrics.py > metrics.json"""
import json
import numpy as np
import sklearn
import sklearn.metrics as M
import torch
import torch.nn.functional as F

random = np.random.default_rng(11)
N = 37
cases = []


def case(name, report, value, **fields):
    cases.append({
        "name": name,
        "report": report,
        "fields": [{
            "name": key,
            "type": "i64" if x.dtype.kind == "i" else "f32",
            "shape": list(x.shape),
            "numbers": x.flatten().tolist(),
        } for key, x in fields.items()],
        "value": np.atleast_1d(np.asarray(value, dtype=np.float64)).flatten().tolist(),
    })


def exact(x):
    return np.round(x, 2).astype(np.float32).astype(np.float64)


# class 4 of 5 neither occurs nor is predicted; class 3 is predicted and does not occur
logits = exact(random.normal(0, 1, (N, 5)))
logits[:, 4] = -9
label = random.integers(0, 3, N)
guess = logits.argmax(1)
options = {"labels": range(5), "zero_division": 0}
case("confusion", "confusion_matrix(logits, label)", M.confusion_matrix(label, guess, labels=range(5)), logits=logits, label=label)
for report, score in (("precision", M.precision_score), ("recall", M.recall_score), ("f1", M.f1_score)):
    case(report + " macro", report + "(logits, label)", score(label, guess, average="macro", zero_division=0), logits=logits, label=label)
    case(report + " micro", report + "(logits, label, average = \"micro\")", score(label, guess, average="micro"), logits=logits, label=label)
case("precision per class", "per_class_precision(logits, label)", M.precision_score(label, guess, average=None, **options), logits=logits, label=label)
case("accuracy per class", "per_class_accuracy(logits, label)", M.recall_score(label, guess, average=None, **options), logits=logits, label=label)
case("f1 per class", "per_class_f1(logits, label)", M.f1_score(label, guess, average=None, **options), logits=logits, label=label)
case("accuracy", "accuracy(logits, label)", M.accuracy_score(label, guess), logits=logits, label=label)
case("top 2", "accuracy(logits, label, top = 2)", M.top_k_accuracy_score(label, logits, k=2, labels=range(5)), logits=logits, label=label)
p = torch.softmax(torch.tensor(logits), -1)
best, at = p.max(1)
error = 0.0
for low in np.arange(5) / 5:
    inside = (best > low) & (best <= low + 0.2)
    if inside.any():
        error += abs((at[inside] == torch.tensor(label)[inside]).double().mean() - best[inside].mean()) * inside.sum() / N
case("calibration", "calibration_error(softmax(logits), label, bins = 5)", float(error), logits=logits, label=label)
case("perplexity", "perplexity(cross_entropy(logits, label))",
     float(torch.exp(F.cross_entropy(torch.tensor(logits), torch.tensor(label)))), logits=logits, label=label)
mask = random.integers(0, 2, N).astype(np.float64)
case("perplexity of some", "perplexity(cross_entropy(logits, label), weight = mask)",
     float(torch.exp(F.cross_entropy(torch.tensor(logits), torch.tensor(label), reduction="none")[torch.tensor(mask) > 0].mean())),
     logits=logits, label=label, mask=mask)

score, tags = exact(random.normal(0, 1, (N, 3))), random.integers(0, 2, (N, 3)).astype(np.float64)
said = (score > 0.2).flatten()
for report, how in (("binary_accuracy", M.accuracy_score), ("binary_precision", M.precision_score), ("binary_recall", M.recall_score), ("binary_f1", M.f1_score)):
    case(report, report + "(score, tags, threshold = 0.2)", how(tags.flatten(), said), score=score, tags=tags)

tied, answer = np.round(random.normal(0, 1, N), 0), random.integers(0, 2, N).astype(np.float64)
case("area, all scores different", "roc_auc(score, tags)", M.roc_auc_score(tags.flatten(), score.flatten()), score=score, tags=tags)
case("area with ties", "roc_auc(score, tags)", M.roc_auc_score(answer, tied), score=tied, tags=answer)
case("precision and recall, all scores different", "pr_auc(score, tags)", M.average_precision_score(tags.flatten(), score.flatten()), score=score, tags=tags)
case("precision and recall with ties", "pr_auc(score, tags)", M.average_precision_score(answer, tied), score=tied, tags=answer)

truth = exact(random.normal(1000, 2, N))
guessed = exact(truth + random.normal(0, 1, N))
case("mean absolute error", "mean_absolute_error(guessed, truth)", M.mean_absolute_error(truth, guessed), guessed=guessed, truth=truth)
case("root mean squared error", "root_mean_squared_error(guessed, truth)", M.root_mean_squared_error(truth, guessed), guessed=guessed, truth=truth)
case("R²", "r_squared(guessed, truth)", M.r2_score(truth, guessed), guessed=guessed, truth=truth)
case("R² of equal targets", "r_squared(guessed, truth)", M.r2_score(truth * 0 + 5, guessed), guessed=guessed, truth=truth * 0 + 5)

print(json.dumps({"made": f"by metrics.py with scikit-learn {sklearn.__version__} and PyTorch {torch.__version__.split('+')[0]}", "cases": cases}, indent=1))
