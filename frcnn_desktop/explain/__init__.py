"""Why a detection came out as it did: each rule of Fast R-CNN told step by step. No Qt, no torch."""
