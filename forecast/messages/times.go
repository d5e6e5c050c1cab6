package messages

import (
	"math"
	"math/bits"
	"slices"
)

// Times is a distribution of times in whole seconds: how many, their mean, and quantiles.
// These are exact of few times, and below 256 seconds; of many they are within 0.4 % (the
// buckets of HdrHistogram, Tene 2012). The zero value is empty. Copies share what they
// counted.
type Times struct {
	few     []uint32 // all of them, until they are many
	n       int64
	sum     float64
	squares float64
	blocks  [26]*[128]uint32
}

// Add counts one time; below 0 counts as 0.
func (t *Times) Add(seconds int64) {
	v := uint32(min(max(seconds, 0), math.MaxUint32))
	t.sum += float64(v)
	t.squares += float64(v) * float64(v)
	if t.n++; t.n <= many {
		t.few = append(t.few, v)
		return
	}
	for _, x := range t.few {
		t.put(x)
	}
	t.few = nil
	t.put(v)
}

// join counts what another has counted.
func (t *Times) join(o *Times) {
	sum, squares := t.sum+o.sum, t.squares+o.squares
	for _, v := range o.few {
		t.Add(int64(v))
	}
	if o.few == nil && o.n > 0 {
		few := t.few
		t.few, t.n = nil, t.n+o.n
		for _, v := range few {
			t.put(v)
		}
		for i, block := range o.blocks {
			if block == nil {
				continue
			}
			if t.blocks[i] == nil {
				t.blocks[i] = new([128]uint32)
			}
			for k, n := range block {
				t.blocks[i][k] += n
			}
		}
	}
	t.sum, t.squares = sum, squares
}

// many times are counted in buckets.
const many = 200

func (t *Times) put(v uint32) {
	b := bucket(v)
	if t.blocks[b>>7] == nil {
		t.blocks[b>>7] = new([128]uint32)
	}
	t.blocks[b>>7][b&127]++
}

func bucket(v uint32) int {
	if v < 256 {
		return int(v)
	}
	e := bits.Len32(v) - 8
	return 128*e + int(v>>e)
}

// middle is the time in the middle of a bucket.
func middle(b int) float64 {
	if b < 256 {
		return float64(b)
	}
	e := b>>7 - 1
	return float64(uint64(b-128*e)<<e) + float64(uint64(1)<<e-1)/2
}

// N is how many times were counted.
func (t *Times) N() int64 { return t.n }

// Mean is their mean in seconds; NaN of none.
func (t *Times) Mean() float64 { return t.sum / float64(t.n) }

// Quantile is the least time that a share p of all does not exceed; NaN of none.
func (t *Times) Quantile(p float64) float64 {
	return t.ranked(int64(math.Ceil(p * float64(t.n))))
}

// ranked is the time of a rank from 1; ranks beyond the ends are those of the ends.
func (t *Times) ranked(rank int64) float64 {
	if t.n == 0 {
		return math.NaN()
	}
	rank = min(max(rank, 1), t.n)
	if t.few != nil {
		slices.Sort(t.few)
		return float64(t.few[rank-1])
	}
	for i, block := range t.blocks {
		if block == nil {
			continue
		}
		for k, n := range block {
			if rank -= int64(n); rank <= 0 {
				return middle(i<<7 + k)
			}
		}
	}
	return math.NaN()
}
