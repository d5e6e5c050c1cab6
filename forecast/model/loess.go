package model

import "math"

// loess smooths y by local straight lines over the q nearest points (Cleveland 1979), with
// tricube weights times those of w (nil is all equal), at every jump-th point and linearly
// between. It writes into out, whose element k belongs to place k-margin of y, so that a
// margin extends the curve beyond the ends.
func loess(out, y, w []float64, q, jump, margin int) {
	last := len(out) - 1
	for k := 0; ; k = min(k+jump, last) {
		out[k] = local(y, w, q, k-margin)
		if from := max(0, k-jump); k > 0 { // fill between, also where the last jump is shorter
			if k == last {
				from = (last - 1) / jump * jump
			}
			for j := from + 1; j < k; j++ {
				out[j] = out[from] + (out[k]-out[from])*float64(j-from)/float64(k-from)
			}
		}
		if k == last {
			return
		}
	}
}

// local is the value at place i of the line through the points around it.
func local(y, w []float64, q, i int) float64 {
	n := len(y)
	size := min(q, n)
	from := min(max(i-size/2, 0), n-size)
	reach := math.Max(float64(i-from), float64(from+size-1-i))
	if q > n {
		reach += float64(q-n) / 2
	}
	if reach <= 0 {
		return y[from]
	}
	reach *= 1.001
	var sw, sx, sy, sxx, sxy float64
	for j := from; j < from+size; j++ {
		d := float64(j - i)
		u := math.Abs(d) / reach
		u = 1 - u*u*u
		u = u * u * u
		if w != nil {
			u *= w[j]
		}
		sw, sx, sy = sw+u, sx+u*d, sy+u*y[j]
		sxx, sxy = sxx+u*d*d, sxy+u*d*y[j]
	}
	if sw <= 0 {
		return y[min(max(i, 0), n-1)]
	}
	mx, my := sx/sw, sy/sw
	if v := sxx/sw - mx*mx; v > 1e-9*reach*reach {
		return my - mx*(sxy/sw-mx*my)/v
	}
	return my
}
