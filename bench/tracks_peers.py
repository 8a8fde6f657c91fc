#!/usr/bin/env python3
"""Times the tracks of a few dyads beside statsmodels (and R, one track of two states) in one run.

/usr/bin/python3 bench/tracks_peers.py build/bench_tracks [DYADS [MONTHS]]

The same evidence and model (six tracks, twelve states, all covariances); CPU seconds of one thread.
R's KalmanSmooth takes one series, so it is given B of one direction alone: less than we do. Our
log-likelihood is checked against statsmodels' first, so that the times are of the same answer.
"""

import subprocess
import sys
import time

import numpy as np
from statsmodels.tsa.statespace.kalman_smoother import KalmanSmoother

KAPPA = np.array([1.26, 1.95, 0.18] * 2)
SIGMA, RHO, STEP = [2.0, 2.2], 0.08, 1 / 12


def spread(mood, lean, own):
    """Covariance of six tracks with the same numbers for each kind, as bench/tracks.c has them."""
    turn = np.array([1.0] * 3 + [-1.0] * 3)
    return mood ** 2 + lean ** 2 * np.outer(turn, turn) + own ** 2 * np.eye(6)


def model_of(values, noise):
    """The model of bench/tracks.c for one dyad: values and noise are months x 6."""
    rate, zero = KAPPA[:, None] + KAPPA[None, :], np.zeros((6, 6))
    fast = spread(0.5, 0.2, 0.8)
    model = KalmanSmoother(k_endog=6, k_states=12)
    model.bind(np.asfortranarray(values.T))
    model["design"] = np.hstack([np.eye(6), np.eye(6)])
    model["transition"] = np.diag(np.concatenate([np.ones(6), np.exp(-KAPPA * STEP)]))
    model["selection"] = np.eye(12)
    model["state_cov"] = np.block([[spread(0, 0, 0.03) * STEP, zero],
                                   [zero, fast * (1 - np.exp(-rate * STEP)) / rate]])
    cov = np.zeros((6, 6, len(values)))
    for k in range(6):
        cov[k, k] = noise[:, k]
    model["obs_cov"] = cov
    half = STEP / 2
    start = np.block([[spread(0.4, 0, 0.5) + spread(0, 0, 0.03) * half, zero], [zero, fast / rate]])
    model.initialize_known(np.zeros(12), start)
    return model


def evidence(program, dyads, months):
    """Values and noise of each dyad."""
    text = subprocess.run([program, "text", str(dyads), str(months)], capture_output=True,
                          text=True, check=True).stdout
    values = np.full((dyads, months, 6), np.nan)
    noise = np.ones((dyads, months, 6))
    for line in text.splitlines():
        i, on, t, value, n = line.split("\t")
        month, on = int((float(t) - 1950) * 12), int(on)
        values[int(i), month, on] = float(value)
        noise[int(i), month, on] = SIGMA[on % 3] ** 2 * ((1 - RHO) / float(n) + RHO)
    return values, noise


def time_r(values):
    """CPU seconds of R's KalmanSmooth, two states, one series a dyad."""
    keep = np.exp(-KAPPA[0] * STEP)
    fast = spread(0.5, 0.2, 0.8)[0, 0] / (2 * KAPPA[0])
    code = (f"m <- list(T=diag(c(1,{keep})),Z=c(1,1),h=4,V=diag(c({0.03 ** 2 * STEP},"
            f"{fast * (1 - keep ** 2)})),a=c(0,0),P=diag(c(.41,{fast})),Pn=diag(c(.41,{fast})));"
            "x <- as.matrix(read.table(file('stdin')));"
            "t <- system.time(for (k in 1:20) for (i in 1:nrow(x)) KalmanSmooth(x[i,], m));"
            "cat((t[[1]]+t[[2]])/20)")
    rows = "\n".join(" ".join(f"{v:.6g}" for v in row[:, 0]) for row in values)
    done = subprocess.run(["Rscript", "-e", code], input=rows, capture_output=True, text=True,
                          check=True)
    return float(done.stdout)


def main():
    program = sys.argv[1]
    dyads = int(sys.argv[2]) if len(sys.argv) > 2 else 8
    months = int(sys.argv[3]) if len(sys.argv) > 3 else 300
    values, noise = evidence(program, dyads, months)
    begin, log_lik = time.process_time(), 0
    for i in range(dyads):
        log_lik += model_of(values[i], noise[i]).smooth().llf
    peer = time.process_time() - begin
    done = subprocess.run([program, "again", str(dyads), str(months)], capture_output=True,
                          text=True, check=True).stdout.split()
    ours, r_time = float(done[0]), time_r(values)
    if abs(float(done[1]) - log_lik) > 1e-8 * abs(log_lik):
        sys.exit(f"not the same answer: log-likelihood {done[1]}, statsmodels {log_lik:.12g}")
    print(f"log-likelihood {log_lik:.9g} in both")
    cells = dyads * months
    for name, seconds in (("ours", ours), ("statsmodels", peer), ("R, one track", r_time)):
        print(f"{name:14s} {seconds:10.5f} s  {seconds / cells * 1e6:9.3f} us a dyad-month"
              f"  {seconds / ours:8.1f} times ours")


if __name__ == "__main__":
    main()
