#!/usr/bin/env python3
"""Computes tests/reference/tracks_*.tsv with statsmodels and R, or checks what is committed (TAP).

python3 tests/reference/tracks_oracle.py write    makes the two files anew
python3 tests/reference/tracks_oracle.py check    compares them with what is computed now
"""

import math
import os
import shutil
import subprocess
import sys

try:
    import numpy as np
    from statsmodels.tsa.statespace.kalman_smoother import KalmanSmoother
except ImportError:
    np = None

HERE = os.path.dirname(os.path.abspath(__file__))
CLOSE = 1e-8

# ---- Nile: a local level model ---------------------------------------------------------------

NILE_HEAD = """# Flow of the Nile at Aswan, 1e8 m3 a year: G. W. Cobb (1978), "The problem of the Nile",
# Biometrika 65; as in R's datasets::Nile. Local level model with the variances that Durbin &
# Koopman (2012), section 2.2 estimate (15099 and 1469.1); level of 1870 is N(1000, 1e6). The other
# columns are computed by us: python3 tests/reference/tracks_oracle.py write
year\tflow\tfiltered\tfiltered_var\tsmoothed\tsmoothed_var
"""
NOISE, DRIFT, START, START_VAR = 15099.0, 1469.1, 1000.0, 1e6


def smooth(values, design, noise, transition, growth, start):
    """statsmodels' results; start is the state one step before the first value."""
    model = KalmanSmoother(k_endog=values.shape[1], k_states=len(transition))
    model.bind(np.asfortranarray(values.T))
    model["design"] = design
    model["transition"] = transition
    model["state_cov"] = growth
    model["selection"] = np.eye(len(transition))
    model["obs_cov"] = noise
    model.initialize_known(transition @ start[0], transition @ start[1] @ transition.T + growth)
    return model.smooth()


def run_r(code):
    """Numbers that a few lines of R print, one a line."""
    done = subprocess.run(["Rscript", "-e", code], capture_output=True, text=True, check=True)
    return [float(word) for word in done.stdout.split()]


def nile():
    """Text of tracks_nile.tsv, and whether R's own smoother agrees."""
    flow = run_r("cat(datasets::Nile, sep='\\n')")
    one = np.eye(1)
    done = smooth(np.array(flow)[:, None], one, one * NOISE, one, one * DRIFT,
                  (np.array([START]), one * START_VAR))
    mod = (f"list(T=matrix(1),Z=1,h={NOISE},V=matrix({DRIFT}),a={START},P=matrix({START_VAR}),"
           f"Pn=matrix({START_VAR + DRIFT}))")
    by_r = run_r(f"s <- KalmanSmooth(datasets::Nile, {mod}); "
                 "cat(format(c(s$smooth, s$var), digits=15), sep='\\n')")
    ours = list(done.smoothed_state[0]) + list(done.smoothed_state_cov[0, 0])
    agree = all(abs(a - b) <= CLOSE * abs(b) for a, b in zip(ours, by_r, strict=True))
    rows = [f"# log-likelihood\t{done.llf:.12g}\n"]
    for i, value in enumerate(flow):
        row = [1871 + i, value, done.filtered_state[0, i], done.filtered_state_cov[0, 0, i],
               done.smoothed_state[0, i], done.smoothed_state_cov[0, 0, i]]
        rows.append("\t".join(f"{x:.12g}" for x in row) + "\n")
    return NILE_HEAD + "".join(rows), agree


# ---- six tracks ------------------------------------------------------------------------------

SIX_HEAD = """# Made-up monthly values of six tracks (and of both directions of B together, on = 6),
# half of them missing, and what statsmodels' smoother makes of them: mean of x (6) and covariance
# (21, upper triangle by rows) a month. Computed by us: python3 tests/reference/tracks_oracle.py write
what\ttime\tnumbers
"""
MONTHS = 18
KAPPA = [1.2, 2.0, 0.3]
FAST = ([0.5, 0.6, 0.3], [0.2, -0.1, 0.1], [0.7, 0.8, 0.3])
SLOW = ([0.05, 0.02, 0.0], [0.0, 0.01, 0.0], [0.1, 0.1, 0.05])
LEVEL = ([0.6, 0.5, 0.4], [0.1, 0.0, -0.1], [0.4, 0.5, 0.6])
MU = [0.2, -0.1, 0.1]


def spread(mood, lean, own):
    """Covariance of six tracks: what both directions share, what differs, and each one's own."""
    both = np.array(mood * 2)
    turn = np.array(lean + [-x for x in lean])
    return np.outer(both, both) + np.outer(turn, turn) + np.diag(np.array(own * 2) ** 2)


def numbers(seed):
    """Uniform numbers of a small generator, so that every Python makes the same."""
    state = seed
    while True:
        state = (state * 6364136223846793005 + 1442695040888963407) % 2 ** 64
        yield (state >> 11) / 2 ** 53


def six():
    """Text of tracks_six.tsv."""
    step, dice = 1 / 12, numbers(7)
    kappa = np.array(KAPPA * 2)
    rate = kappa[:, None] + kappa[None, :]
    keep = np.diag(np.concatenate([np.ones(6), np.exp(-kappa * step)]))
    zero = np.zeros((6, 6))
    growth = np.block([[spread(*SLOW) * step, zero],
                       [zero, spread(*FAST) * (1 - np.exp(-rate * step)) / rate]])
    start = (np.array(MU * 2 + [0] * 6),
             np.block([[spread(*LEVEL), zero], [zero, spread(*FAST) / rate]]))
    to_x = np.hstack([np.eye(6), np.eye(6)])
    design = np.vstack([to_x, (to_x[0] + to_x[3]) / 2])
    noise = np.array([0.3 + 0.1 * k for k in range(7)])
    values = np.full((MONTHS, 7), math.nan)
    out = [SIX_HEAD]
    for month in range(MONTHS):
        for on in range(7):
            if next(dice) < 0.5:
                values[month, on] = round(4 * next(dice) - 2, 3)
                out.append(f"value\t{month + 1}\t{on}\t{values[month, on]:.12g}\t{noise[on]:.12g}\n")
    done = smooth(values, design, np.diag(noise), keep, growth, start)
    out.append(f"log_lik\t0\t{done.llf:.12g}\n")
    upper = np.triu_indices(6)
    for what, mean, cov in (("filtered", done.filtered_state, done.filtered_state_cov),
                            ("smoothed", done.smoothed_state, done.smoothed_state_cov)):
        for month in range(MONTHS):
            x = to_x @ mean[:, month]
            v = (to_x @ cov[:, :, month] @ to_x.T)[upper]
            out.append(f"{what}\t{month + 1}\t"
                       + "\t".join(f"{n:.12g}" for n in np.concatenate([x, v])) + "\n")
    return "".join(out)


# ---- entry -----------------------------------------------------------------------------------

def same(text, committed):
    """Word for word, numbers within a tolerance."""
    new, old = text.split(), committed.split()
    if len(new) != len(old):
        return False
    for a, b in zip(new, old, strict=True):
        try:
            if abs(float(a) - float(b)) > CLOSE * (1 + abs(float(b))):
                return False
        except ValueError:
            if a != b:
                return False
    return True


def main():
    if np is None or not shutil.which("Rscript"):
        if np is None and sys.executable != "/usr/bin/python3" and os.path.exists("/usr/bin/python3"):
            os.execv("/usr/bin/python3", ["/usr/bin/python3", *sys.argv])
        print("1..0 # SKIP statsmodels or R is not installed")
        return 0
    nile_text, agree = nile()
    texts = {"tracks_nile.tsv": nile_text, "tracks_six.tsv": six()}
    if sys.argv[1] == "write":
        for name, text in texts.items():
            with open(os.path.join(HERE, name), "w", encoding="utf-8") as out:
                out.write(text)
        return 0 if agree else 1
    facts = [("R's smoother and statsmodels' agree on the Nile", agree)]
    for name, text in texts.items():
        with open(os.path.join(HERE, name), encoding="utf-8") as committed:
            facts.append((f"{name} is what is computed now", same(text, committed.read())))
    for number, (fact, holds) in enumerate(facts, 1):
        print(f"{'ok' if holds else 'not ok'} {number} - {fact}")
    print(f"1..{len(facts)}")
    return 0 if all(holds for _, holds in facts) else 1


if __name__ == "__main__":
    sys.exit(main())
